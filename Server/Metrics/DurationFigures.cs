namespace Ecs.Server.Metrics;

/// <summary>Percentiles of durations in milliseconds; all zero when there was none.</summary>
public sealed record DurationFigures(double P50, double P99, double Max)
{
    /// <param name="counts">Counts by <see cref="FixedHistogram"/> bucket; of a whole run or of a part of it.</param>
    /// <param name="longestMicroseconds">The longest of the whole run; nothing here is above it.</param>
    public static DurationFigures From(ReadOnlySpan<long> counts, long longestMicroseconds)
    {
        long total = 0;
        foreach (var count in counts)
            total += count;
        return new(
            At(counts, (total + 1) / 2, longestMicroseconds),
            At(counts, total - (total / 100), longestMicroseconds),
            At(counts, total, longestMicroseconds));
    }

    /// <summary>The smallest bound that at least <paramref name="wanted"/> of the durations do not exceed, milliseconds.</summary>
    private static double At(ReadOnlySpan<long> counts, long wanted, long longestMicroseconds)
    {
        long seen = 0;
        for (var bucket = 0; wanted != 0 && bucket < counts.Length; bucket++)
        {
            seen += counts[bucket];
            if (seen < wanted)
                continue;
            var unbounded = bucket == counts.Length - 1;
            return (unbounded ? longestMicroseconds : Math.Min(FixedHistogram.UpperBoundOf(bucket), longestMicroseconds)) / 1000.0;
        }

        return 0;
    }
}
