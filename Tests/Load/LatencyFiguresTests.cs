using Ecs.Load;
using Ecs.Server.Metrics;

namespace Ecs.Tests.Load;

public sealed class LatencyFiguresTests
{
    [Fact]
    public void Percentiles_of_merged_histograms_are_those_of_all_values_together()
    {
        var random = new Random(9);
        var values = Enumerable.Range(0, 30_000).Select(_ => (long)(Math.Pow(random.NextDouble(), 4) * 200_000)).ToArray();
        var parts = values.Chunk(7_000).Select(static part =>
        {
            var histogram = new FixedHistogram();
            foreach (var value in part)
                histogram.Record(value);
            return LatencyFigures.PairsOf(histogram);
        });

        var merged = LatencyFigures.Merge(parts);
        var figures = LatencyFigures.Of(merged);

        Array.Sort(values);
        Assert.Equal(30_000, LatencyFigures.CountOf(merged));
        AssertNear(values[14_999], figures.P50);
        AssertNear(values[26_999], figures.P90);
        AssertNear(values[29_699], figures.P99);
        AssertNear(values[29_969], figures.P999);
        Assert.Equal(values[^1] / 1000.0, figures.Max);
    }

    [Fact]
    public void Nothing_measured_is_all_zeros()
    {
        var figures = LatencyFigures.Of(LatencyFigures.Merge([LatencyFigures.PairsOf(new FixedHistogram()), []]));

        Assert.Equal(new LatencyFigures(0, 0, 0, 0, 0), figures);
    }

    /// <summary>A bound is at most 1.6 % above what it stands for.</summary>
    private static void AssertNear(long microseconds, double milliseconds) => Assert.InRange(milliseconds, microseconds / 1000.0, microseconds * 1.017 / 1000.0);
}
