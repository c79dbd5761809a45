namespace Ecs.Benchmarks.Ticks;

/// <summary>Where a series of times lies, to ten nanoseconds: stages of small worlds take less than a microsecond.</summary>
internal sealed record Milliseconds(double P50, double P99, double Max)
{
    /// <summary>Nearest-rank percentiles of a series that is not empty. Sorts a copy.</summary>
    public static Milliseconds Of(ReadOnlySpan<double> values)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return new Milliseconds(Rank(sorted, 50), Rank(sorted, 99), Math.Round(sorted[^1], 5));
    }

    private static double Rank(double[] sorted, int percent) => Math.Round(sorted[Math.Max(0, (int)Math.Ceiling(sorted.Length * percent / 100.0) - 1)], 5);
}
