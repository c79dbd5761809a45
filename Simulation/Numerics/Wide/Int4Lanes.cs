using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>Lanes of 128 bits.</summary>
internal readonly struct Int4Lanes(Vector128<int> value) : IIntLanes<Int4Lanes>
{
    private readonly Vector128<int> _value = value;

    public static int Count => 4;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes Repeat(int even, int odd) => new(Vector128.Create(((long)odd << 32) | (uint)even).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes Load(ref int from, nuint index) => new(Vector128.LoadUnsafe(ref from, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref int to, nuint index) => _value.StoreUnsafe(ref to, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes operator +(Int4Lanes left, Int4Lanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes operator -(Int4Lanes left, Int4Lanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes operator >>(Int4Lanes value, int bits) => new(value._value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes Min(Int4Lanes left, Int4Lanes right) => new(Vector128.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int4Lanes Max(Int4Lanes left, Int4Lanes right) => new(Vector128.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Differ(Int4Lanes left, Int4Lanes right) => left._value != right._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideBits(Int4Lanes value, Int4Lanes low, Int4Lanes high)
    {
        var outside = Vector128.LessThan(value._value, low._value) | Vector128.GreaterThan(value._value, high._value);
        return (uint)outside.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreJoined(ref ulong to, int bits)
    {
        var pairs = _value.AsUInt64();
        ((pairs >>> (32 - bits)) + (pairs & Vector128.Create(0xFFFF_FFFFUL))).StoreUnsafe(ref to);
    }
}
