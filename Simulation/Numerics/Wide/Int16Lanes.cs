using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Ecs.Simulation.Numerics.Wide;

/// <summary>Lanes of 512 bits.</summary>
internal readonly struct Int16Lanes(Vector512<int> value) : IIntLanes<Int16Lanes>
{
    private readonly Vector512<int> _value = value;

    public static int Count => 16;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes Repeat(int even, int odd) => new(Vector512.Create(((long)odd << 32) | (uint)even).AsInt32());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes Load(ref int from, nuint index) => new(Vector512.LoadUnsafe(ref from, index));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref int to, nuint index) => _value.StoreUnsafe(ref to, index);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes operator +(Int16Lanes left, Int16Lanes right) => new(left._value + right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes operator -(Int16Lanes left, Int16Lanes right) => new(left._value - right._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes operator >>(Int16Lanes value, int bits) => new(value._value >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes Min(Int16Lanes left, Int16Lanes right) => new(Vector512.Min(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int16Lanes Max(Int16Lanes left, Int16Lanes right) => new(Vector512.Max(left._value, right._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Differ(Int16Lanes left, Int16Lanes right) => left._value != right._value;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideBits(Int16Lanes value, Int16Lanes low, Int16Lanes high)
    {
        var outside = Vector512.LessThan(value._value, low._value) | Vector512.GreaterThan(value._value, high._value);
        return (uint)outside.ExtractMostSignificantBits();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreJoined(ref ulong to, int bits)
    {
        var pairs = _value.AsUInt64();
        ((pairs >>> (32 - bits)) + (pairs & Vector512.Create(0xFFFF_FFFFUL))).StoreUnsafe(ref to);
    }
}
