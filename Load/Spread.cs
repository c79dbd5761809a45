namespace Ecs.Load;

/// <summary>Where a series of measurements lies.</summary>
public sealed record Spread(double P50, double P99, double Max)
{
    /// <summary>Nearest-rank percentiles; zeros for an empty series. Sorts a copy.</summary>
    public static Spread Of(ReadOnlySpan<double> values)
    {
        if (values.IsEmpty)
            return new Spread(0, 0, 0);

        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new Spread(Rank(sorted, 50), Rank(sorted, 99), Math.Round(sorted[^1], 3));
    }

    private static double Rank(double[] sorted, int percent) =>
        Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)], 3);
}
