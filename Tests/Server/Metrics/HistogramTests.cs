using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Metrics;

[Collection(AloneLane.Name)]
public sealed class HistogramTests
{
    [Fact]
    public void Every_duration_lies_in_a_bucket_that_is_at_most_a_sixtieth_too_long()
    {
        var random = new Random(3);
        for (var round = 0; round < 100_000; round++)
        {
            var value = random.NextInt64(1L << random.Next(1, 26));
            var bucket = FixedHistogram.BucketOf(value);
            var bound = FixedHistogram.UpperBoundOf(bucket);
            Assert.InRange(bound, value, value + (value / 60));
            Assert.Equal(bucket, FixedHistogram.BucketOf(bound));
            Assert.True(bucket == 0 || FixedHistogram.UpperBoundOf(bucket - 1) < value);
        }
    }

    [Theory]
    [InlineData(new long[] { }, 0, 0, 0)]
    [InlineData(new long[] { 5 }, 5, 5, 5)]
    [InlineData(new long[] { -3 }, 0, 0, 0)]
    [InlineData(new long[] { 1, 2, 3, 4 }, 2, 4, 4)]
    [InlineData(new long[] { 10, 10, 10, 100_000_000 }, 10, 100_000_000, 100_000_000)]
    public void Percentiles_are_the_smallest_that_enough_durations_do_not_exceed(long[] values, long p50, long p99, long max)
    {
        var histogram = new FixedHistogram();
        foreach (var value in values)
            histogram.Record(value);
        var counts = new long[FixedHistogram.BucketCount];
        histogram.CopyTo(counts);

        var figures = DurationFigures.From(counts, histogram.Maximum);

        Assert.Equal((p50 / 1000.0, p99 / 1000.0, max / 1000.0), (figures.P50, figures.P99, figures.Max));
    }

    [Fact]
    public void Percentiles_of_many_are_close_to_those_of_a_sorted_list()
    {
        var random = new Random(9);
        var histogram = new FixedHistogram();
        long[] values = [.. Enumerable.Range(0, 50_000).Select(_ => (long)Math.Exp(random.NextDouble() * 15))];
        foreach (var value in values)
            histogram.Record(value);
        Array.Sort(values);
        var counts = new long[FixedHistogram.BucketCount];
        histogram.CopyTo(counts);

        var figures = DurationFigures.From(counts, histogram.Maximum);

        Assert.InRange(figures.P50 * 1000, values[24_999], values[24_999] * 1.02);
        Assert.InRange(figures.P99 * 1000, values[49_499], values[49_499] * 1.02);
        Assert.Equal(values[^1], figures.Max * 1000, 3);
    }

    [Fact]
    public void Recording_a_tick_allocates_nothing()
    {
        var figures = new TickFigures();
        var windows = 0;

        Allocations.AssertNoneOnceWarm(() =>
        {
            windows++;
            for (var tick = 0; tick < 10_000; tick++)
            {
                figures.AddTick(tick * 37, tick, 0);
                figures.AddSkipped(1);
            }
        });

        Assert.Equal((windows * 10_000, windows * 10_000), (figures.Run, figures.Skipped));
    }
}
