using System.Buffers;
using System.Text.Json;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Metrics;

/// <summary>A report that is written each second for months is not to be what brings the collector.</summary>
[Collection(AloneLane.Name)]
public sealed class ReportGarbageTests
{
    [Fact]
    public void A_line_leaves_at_most_three_kibibytes_behind()
    {
        using var metrics = new ServerMetrics();
        var sampler = new ReportSampler(metrics, TimeProvider.System, ProcessFigures.Read);
        var random = new Random(4);
        var line = new ArrayBufferWriter<byte>(16 * 1024);
        using var json = new Utf8JsonWriter(line);
        Allocations.AssertAtMostOnceWarm(3 * 1024, () =>
        {
            for (var tick = 0; tick < 60; tick++)
                metrics.Tick.AddTick(random.Next(80, 300), random.Next(1, 90), 0);
            line.ResetWrittenCount();
            json.Reset(line);
            ReportFile.Write(json, sampler.TakeSecond());
            json.Flush();
        });
    }

    [Fact]
    public void Resident_memory_is_what_the_runtime_says()
    {
        var told = ProcessFigures.Read().ResidentBytes;

        Assert.InRange(told, Environment.WorkingSet / 2, Environment.WorkingSet * 2);
    }

    [Theory]
    [InlineData("[[1,2],[3]]")]
    [InlineData("[[1,2,3]]")]
    [InlineData("[1,2]")]
    [InlineData("{}")]
    [InlineData("[[1,\"2\"]]")]
    public void Counts_that_are_no_pairs_are_no_record(string counts) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<BucketCounts>(counts));

    [Fact]
    public void Counts_are_written_and_read_as_pairs_by_rising_bound()
    {
        var counts = new long[FixedHistogram.BucketCount];
        (counts[FixedHistogram.BucketOf(5)], counts[FixedHistogram.BucketOf(1_000_000)]) = (7, 2);
        var text = JsonSerializer.Serialize(BucketCounts.Of(counts));
        var read = JsonSerializer.Deserialize<BucketCounts>(text)!;
        var again = new long[FixedHistogram.BucketCount];
        read.AddTo(again);

        Assert.StartsWith("[[5,7],[1", text, StringComparison.Ordinal);
        Assert.Equal(2, read.Count);
        Assert.Equal(counts, again);
        Assert.Equal("[]", JsonSerializer.Serialize(BucketCounts.Of(new long[FixedHistogram.BucketCount])));
    }
}
