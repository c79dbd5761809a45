using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Values;

/// <summary>
/// Random numbers that depend on the seed, the tick and who asks, never on the order in which systems ask. Two asks with
/// the same three get the same series.
/// </summary>
public struct TickRandom
{
    private ulong _state;

    public TickRandom(ulong seed, Tick tick, EntityId subject)
        : this(seed, tick, subject.Value)
    {
    }

    /// <summary>
    /// For a purpose that is not an entity: <paramref name="stream"/> is a number of its own, with the top bit set to stay
    /// clear of entity ids.
    /// </summary>
    public TickRandom(ulong seed, Tick tick, ulong stream)
    {
        // The seed is spread before the tick comes in: seed 1 in tick 0 must not draw what seed 0 does in tick 1.
        _state = StateHash.Mix(StateHash.Mix(StateHash.Mix(0, seed), tick.Value), stream);
    }

    /// <summary>64 random bits (SplitMix64: a counter of odd step, mixed).</summary>
    public ulong NextBits()
    {
        _state = unchecked(_state + 0x9E37_79B9_7F4A_7C15);
        return StateHash.Finish(_state);
    }

    /// <summary>Any place of a rectangle whose sides are below 2^31 - 1 raw units, edges included; x is drawn first.</summary>
    public FixedVector NextPlace(in FixedRectangle area) => new(
        area.Left + new Fixed(NextBelow(area.Right.Raw - area.Left.Raw + 1)),
        area.Top + new Fixed(NextBelow(area.Bottom.Raw - area.Top.Raw + 1)));

    /// <summary>0 to <paramref name="limit"/> - 1; limit 1 to 2^31 - 1. The bias is below 2^-32.</summary>
    public int NextBelow(int limit) => (int)(((NextBits() >> 32) * (ulong)limit) >> 32);
}
