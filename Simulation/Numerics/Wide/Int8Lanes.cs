using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>Lanes of 256 bits.</summary>
internal readonly struct Int8Lanes(Vector256<int> value) : IIntLanes<Int8Lanes>
{
    private readonly Vector256<int> _value = value;

    public static int Count => 8;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes Repeat(int even, int odd) => new(Vector256.Create(((long)odd << 32) | (uint)even).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes Load(ref int from, nuint index) => new(Vector256.LoadUnsafe(ref from, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref int to, nuint index) => _value.StoreUnsafe(ref to, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes operator +(Int8Lanes left, Int8Lanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes operator -(Int8Lanes left, Int8Lanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes operator >>(Int8Lanes value, int bits) => new(value._value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes Min(Int8Lanes left, Int8Lanes right) => new(Vector256.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int8Lanes Max(Int8Lanes left, Int8Lanes right) => new(Vector256.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Differ(Int8Lanes left, Int8Lanes right) => left._value != right._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideBits(Int8Lanes value, Int8Lanes low, Int8Lanes high)
    {
        var outside = Vector256.LessThan(value._value, low._value) | Vector256.GreaterThan(value._value, high._value);
        return (uint)outside.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreJoined(ref ulong to, int bits)
    {
        var pairs = _value.AsUInt64();
        ((pairs >>> (32 - bits)) + (pairs & Vector256.Create(0xFFFF_FFFFUL))).StoreUnsafe(ref to);
    }
}
