namespace Ecs.Simulation.Values;

/// <summary>
/// A step of the world. Numbers are 32-bit, consecutive and never reused; at 60 a second they last 2.2 years. A wrapping
/// number has no order of its own, so there is no less-than: ask <see cref="IsNewerThan"/>.
/// </summary>
public readonly record struct Tick(uint Value)
{
    public Tick Next => new(unchecked(Value + 1));

    /// <summary>How many ticks this one is ahead of <paramref name="other"/>; negative when behind.</summary>
    public int Since(Tick other) => unchecked((int)(Value - other.Value));

    public bool IsNewerThan(Tick other) => Since(other) > 0;

    public static Tick operator +(Tick tick, int ticks) => new(unchecked(tick.Value + (uint)ticks));

    public override string ToString() => Value.ToString(System.Globalization.NumberFormatInfo.InvariantInfo);
}
