using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Values;

/// <summary>Turns constants of a second into those of a tick.</summary>
public static class Rates
{
    /// <summary>World units per second that nothing in a world exceeds.</summary>
    public const int SpeedLimit = 32_000;

    /// <summary>World units per second to world units per tick, to the nearest raw unit.</summary>
    public static Fixed PerTick(int unitsPerSecond, int tickRate) => Fixed.FromRatio(unitsPerSecond, tickRate);

    /// <summary>World units per tick to whole world units per second, nearest.</summary>
    public static int PerSecond(Fixed perTick, int tickRate) => (perTick * tickRate).Round();

    /// <summary>A duration of <paramref name="numerator"/> / <paramref name="denominator"/> seconds in whole ticks, rounded up, at least 1.</summary>
    public static int Ticks(long numerator, long denominator, int tickRate) =>
        (int)Math.Max(1, (numerator * tickRate + denominator - 1) / denominator);
}
