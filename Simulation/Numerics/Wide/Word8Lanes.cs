using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>Lanes of 512 bits, where the machine has AVX-512.</summary>
internal readonly struct Word8Lanes(Vector512<ulong> value) : IWordLanes<Word8Lanes>
{
    private readonly Vector512<ulong> _value = value;

    public static bool IsSupported => Vector512.IsHardwareAccelerated && Avx512F.IsSupported;

    public static int Count => 8;

    public static Word8Lanes Repeat(ulong even, ulong odd, int from) =>
        new(Vector512.Create(Vector256.Create(from % 2 == 0 ? Vector128.Create(even, odd) : Vector128.Create(odd, even))));

    public static Word8Lanes Load(ref ulong from, nuint index) => new(Vector512.LoadUnsafe(ref from, index));

    public static Word8Lanes Load(ref uint from, nuint index) => new(Avx512F.ConvertToVector512UInt64(Vector256.LoadUnsafe(ref from, index)));

    public static Word8Lanes Load(ref ushort from, nuint index) =>
        new(Avx512F.ConvertToVector512UInt64(Vector128.LoadUnsafe(ref from, index)));

    public void Store(ref ulong to, nuint index) => _value.StoreUnsafe(ref to, index);

    public static Word8Lanes operator +(Word8Lanes left, Word8Lanes right) => new(left._value + right._value);

    public static Word8Lanes operator ^(Word8Lanes left, Word8Lanes right) => new(left._value ^ right._value);

    public static Word8Lanes operator &(Word8Lanes left, Word8Lanes right) => new(left._value & right._value);

    public static Word8Lanes operator <<(Word8Lanes value, int bits) => new(value._value << bits);

    public static Word8Lanes operator >>>(Word8Lanes value, int bits) => new(value._value >>> bits);

    public static Word8Lanes MultiplyLowerHalves(Word8Lanes left, Word8Lanes right) => new(Avx512F.Multiply(left._value.AsUInt32(), right._value.AsUInt32()));

    public static Word8Lanes PairSums(Word8Lanes first, Word8Lanes second) => new(Avx512F.PermuteVar8x64(
        Avx512F.UnpackLow(first._value, second._value) + Avx512F.UnpackHigh(first._value, second._value),
        Vector512.Create(0UL, 2, 4, 6, 1, 3, 5, 7)));

    public ulong Sum() => Vector512.Sum(_value);
}
