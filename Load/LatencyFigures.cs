using Ecs.Server.Metrics;

namespace Ecs.Load;

/// <summary>Percentiles in milliseconds of a whole histogram; all zero when nothing was measured.</summary>
internal sealed record LatencyFigures(double P50, double P90, double P99, double P999, double Max)
{
    /// <param name="pairs">As <see cref="PairsOf"/> gives them.</param>
    public static LatencyFigures Of(long[][] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        var total = CountOf(pairs);
        return new(At(pairs, total, 500), At(pairs, total, 900), At(pairs, total, 990), At(pairs, total, 999), At(pairs, total, 1000));
    }

    public static long CountOf(long[][] pairs)
    {
        ArgumentNullException.ThrowIfNull(pairs);
        return pairs.Sum(static pair => pair[1]);
    }

    /// <summary>Pairs of a bucket's upper bound in microseconds and its count, by rising bound; the last bound is the longest itself.</summary>
    public static long[][] PairsOf(FixedHistogram histogram)
    {
        ArgumentNullException.ThrowIfNull(histogram);
        var counts = new long[FixedHistogram.BucketCount];
        histogram.CopyTo(counts);
        var last = Array.FindLastIndex(counts, static count => count != 0);
        return [.. Enumerable.Range(0, last + 1).Where(bucket => counts[bucket] != 0)
            .Select(bucket => new[] { bucket == last ? histogram.Maximum : FixedHistogram.UpperBoundOf(bucket), counts[bucket] })];
    }

    /// <summary>The pairs of several histograms as those of one.</summary>
    public static long[][] Merge(IEnumerable<long[][]> histograms) =>
        [.. histograms.SelectMany(static pairs => pairs).GroupBy(static pair => pair[0], static pair => pair[1])
            .OrderBy(static bound => bound.Key).Select(static bound => new[] { bound.Key, bound.Sum() })];

    /// <summary>The smallest bound that so many in a thousand do not exceed.</summary>
    private static double At(long[][] pairs, long total, int perMille)
    {
        var wanted = (long)Math.Ceiling(total * perMille / 1000.0);
        foreach (var pair in pairs)
        {
            wanted -= pair[1];
            if (wanted <= 0)
                return pair[0] / 1000.0;
        }

        return 0;
    }
}
