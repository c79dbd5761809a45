namespace Ecs.Simulation.Numerics;

/// <summary>
/// What is left of a quantity after one tick, Q0.32: 0 is nothing, the largest value a little less than all. Computed in
/// integers, so it is the same on every processor.
/// </summary>
public readonly record struct Decay(uint Raw)
{
    /// <summary>The value of 1, which a decay never reaches.</summary>
    public const long One = 1L << 32;

    private const int ExponentFraction = 60;

    /// <summary>What is taken away in one tick, Q0.32.</summary>
    public long Lost => One - Raw;

    /// <summary>e^-x, rounded to the nearest step.</summary>
    /// <param name="exponent">x in Q4.60, 0 to 1; x = 0 gives the largest decay.</param>
    public static Decay Exponential(long exponent)
    {
        // Taylor's series; at x = 1 the term of 21 is below 2^-60.
        var term = (Int128)1 << ExponentFraction;
        var sum = term;
        for (var n = 1; n <= 21; n++)
        {
            term = -((term * exponent) >> ExponentFraction) / n;
            sum += term;
        }

        var rounded = (sum + (1L << (ExponentFraction - 33))) >> (ExponentFraction - 32);
        return new((uint)Int128.Clamp(rounded, 0, uint.MaxValue));
    }

    /// <summary>What is left of a value after one tick, cut towards zero, so that everything ends at zero.</summary>
    public int Apply(int value) => (int)(value * (long)Raw / One);
}
