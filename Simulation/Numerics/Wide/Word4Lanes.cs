using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>Lanes of 256 bits, where the machine has AVX2.</summary>
internal readonly struct Word4Lanes(Vector256<ulong> value) : IWordLanes<Word4Lanes>
{
    private readonly Vector256<ulong> _value = value;

    public static bool IsSupported => Vector256.IsHardwareAccelerated && Avx2.IsSupported;

    public static int Count => 4;

    public static Word4Lanes Repeat(ulong even, ulong odd, int from) =>
        new(Vector256.Create(from % 2 == 0 ? Vector128.Create(even, odd) : Vector128.Create(odd, even)));

    public static Word4Lanes Load(ref ulong from, nuint index) => new(Vector256.LoadUnsafe(ref from, index));

    public static Word4Lanes Load(ref uint from, nuint index) => new(Avx2.ConvertToVector256Int64(Vector128.LoadUnsafe(ref from, index)).AsUInt64());

    public static Word4Lanes Load(ref ushort from, nuint index) =>
        new(Avx2.ConvertToVector256Int64(Vector128.CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref Unsafe.As<ushort, byte>(ref Unsafe.Add(ref from, index)))).AsUInt16()).AsUInt64());

    public void Store(ref ulong to, nuint index) => _value.StoreUnsafe(ref to, index);

    public static Word4Lanes operator +(Word4Lanes left, Word4Lanes right) => new(left._value + right._value);

    public static Word4Lanes operator ^(Word4Lanes left, Word4Lanes right) => new(left._value ^ right._value);

    public static Word4Lanes operator &(Word4Lanes left, Word4Lanes right) => new(left._value & right._value);

    public static Word4Lanes operator <<(Word4Lanes value, int bits) => new(value._value << bits);

    public static Word4Lanes operator >>>(Word4Lanes value, int bits) => new(value._value >>> bits);

    public static Word4Lanes MultiplyLowerHalves(Word4Lanes left, Word4Lanes right) => new(Avx2.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));

    public static Word4Lanes PairSums(Word4Lanes first, Word4Lanes second) =>
        new(Avx2.Permute4x64(Avx2.UnpackLow(first._value, second._value) + Avx2.UnpackHigh(first._value, second._value), 0b11_01_10_00));

    public ulong Sum() => Vector256.Sum(_value);
}
