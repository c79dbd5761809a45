using System.Runtime.CompilerServices;
namespace Ecs.Simulation.Numerics.Wide;

/// <summary>One pair by itself: what is left at the end of an array, and all of it where the machine has no vectors.</summary>
internal readonly struct Int2Lanes(int even, int odd) : IIntLanes<Int2Lanes>
{
    private readonly int _even = even;
    private readonly int _odd = odd;

    public static int Count => 2;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes Repeat(int even, int odd) => new(even, odd);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes Load(ref int from, nuint index) =>
        new(Unsafe.Add(ref from, index), Unsafe.Add(ref from, index + 1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(ref int to, nuint index)
    {
        Unsafe.Add(ref to, index) = _even;
        Unsafe.Add(ref to, index + 1) = _odd;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes operator +(Int2Lanes left, Int2Lanes right) => new(unchecked(left._even + right._even), unchecked(left._odd + right._odd));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes operator -(Int2Lanes left, Int2Lanes right) => new(unchecked(left._even - right._even), unchecked(left._odd - right._odd));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes operator >>(Int2Lanes value, int bits) => new(value._even >> bits, value._odd >> bits);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes Min(Int2Lanes left, Int2Lanes right) => new(Math.Min(left._even, right._even), Math.Min(left._odd, right._odd));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Int2Lanes Max(Int2Lanes left, Int2Lanes right) => new(Math.Max(left._even, right._even), Math.Max(left._odd, right._odd));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Differ(Int2Lanes left, Int2Lanes right) => left._even != right._even || left._odd != right._odd;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static uint OutsideBits(Int2Lanes value, Int2Lanes low, Int2Lanes high) =>
        (value._even < low._even || value._even > high._even ? 1u : 0) | (value._odd < low._odd || value._odd > high._odd ? 2u : 0);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void StoreJoined(ref ulong to, int bits) => to = (uint)_even + ((ulong)(uint)_odd << bits);
}
