using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>Lanes of 128 bits.</summary>
internal readonly struct Word2Lanes(Vector128<ulong> value) : IWordLanes<Word2Lanes>
{
    private readonly Vector128<ulong> _value = value;

    public static bool IsSupported => Vector128.IsHardwareAccelerated;

    public static int Count => 2;

    public static Word2Lanes Repeat(ulong even, ulong odd, int from) =>
        new(from % 2 == 0 ? Vector128.Create(even, odd) : Vector128.Create(odd, even));

    public static Word2Lanes Load(ref ulong from, nuint index) => new(Vector128.LoadUnsafe(ref from, index));

    public static Word2Lanes Load(ref uint from, nuint index) => new(Vector128.Create((ulong)Unsafe.Add(ref from, index), Unsafe.Add(ref from, index + 1)));

    public static Word2Lanes Load(ref ushort from, nuint index) =>
        new(Vector128.Create((ulong)Unsafe.Add(ref from, index), Unsafe.Add(ref from, index + 1)));

    public void Store(ref ulong to, nuint index) => _value.StoreUnsafe(ref to, index);

    public static Word2Lanes operator +(Word2Lanes left, Word2Lanes right) => new(left._value + right._value);

    public static Word2Lanes operator ^(Word2Lanes left, Word2Lanes right) => new(left._value ^ right._value);

    public static Word2Lanes operator &(Word2Lanes left, Word2Lanes right) => new(left._value & right._value);

    public static Word2Lanes operator <<(Word2Lanes value, int bits) => new(value._value << bits);

    public static Word2Lanes operator >>>(Word2Lanes value, int bits) => new(value._value >>> bits);

    public static Word2Lanes MultiplyLowerHalves(Word2Lanes left, Word2Lanes right) => new(Sse2.IsSupported
        ? Sse2.Multiply(left._value.AsUInt32(), right._value.AsUInt32())
        : (left._value & Vector128.Create((ulong)uint.MaxValue)) * (right._value & Vector128.Create((ulong)uint.MaxValue)));

    public static Word2Lanes PairSums(Word2Lanes first, Word2Lanes second) => new(Sse2.IsSupported
        ? Sse2.UnpackLow(first._value, second._value) + Sse2.UnpackHigh(first._value, second._value)
        : Vector128.Create(Vector128.Sum(first._value), Vector128.Sum(second._value)));

    public ulong Sum() => Vector128.Sum(_value);
}
