using System.Text.Json;
using Ecs.Server.Metrics;
using Ecs.Tests.House;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Metrics;

public sealed class ReportTests
{
    private static readonly string[] Promised =
    [
        "cpuMsPerSecond", "tickMs", "tickLatenessMs", "ticksRun", "ticksSkipped", "allocatedBytesPerTick", "gen0Collections", "gen1Collections", "gen2Collections", "gcPauseMs", "rssMiB", "players",
        "bytesIn", "bytesOut",
    ];

    private readonly ManualTime _time = new();

    [Fact]
    public void Spans_hold_only_what_happened_in_them_and_the_summary_holds_all()
    {
        using var metrics = new ServerMetrics();
        var sampler = Sampler(metrics);
        metrics.Players = 3;
        RunSecond(metrics, durationMicroseconds: 5000, allocatedBytes: 100);
        metrics.CountDrop(DropCause.Rate, 7);
        var first = sampler.TakeSecond();
        RunSecond(metrics, durationMicroseconds: 50, allocatedBytes: 0);
        metrics.Tick.AddSkipped(2);
        metrics.CountIn(10, 1000);
        metrics.CountOut(20, 4000);
        var second = sampler.TakeSecond();

        Assert.Equal((1, 60, 0, 100.0), (first.Second, first.TicksRun, first.TicksSkipped, first.AllocatedBytesPerTick));
        Assert.Equal(7, first.Drops["rate"]);
        Assert.Equal(5.0, first.TickMs.P50, 0.1);
        Assert.Equal((2, 60, 2, 0.0), (second.Second, second.TicksRun, second.TicksSkipped, second.AllocatedBytesPerTick));
        Assert.Equal((1000, 4000, 10, 20), (second.BytesIn, second.BytesOut, second.PacketsIn, second.PacketsOut));
        Assert.Equal((0.05, 0.05), (second.TickMs.P50, second.TickMs.Max));
        Assert.Empty(second.Drops);
        Assert.Equal(250, second.CpuMsPerSecond);
        Assert.Equal(3, second.Players);
        var all = sampler.Summarise();
        Assert.Equal((ReportRecord.SummaryKind, 120, 50.0, 2.0), (all.Kind, all.TicksRun, all.AllocatedBytesPerTick, all.Seconds));
    }

    [Fact]
    public void Seconds_combined_are_the_summary_and_a_warm_up_can_be_left_out()
    {
        using var metrics = new ServerMetrics();
        var sampler = Sampler(metrics);
        var lines = new List<ReportRecord>();
        var random = new Random(5);
        for (var second = 1; second <= 10; second++)
        {
            RunSecond(metrics, second == 1 ? 40_000 : random.Next(20, 900), second == 1 ? 5000 : 0);
            metrics.CountDrop((DropCause)random.Next(DropCauses.Count));
            lines.Add(sampler.TakeSecond());
        }

        var whole = ReportFile.Combine(lines, 0, 10)!;
        var summary = sampler.Summarise();
        Assert.Equal(JsonSerializer.Serialize(summary.TickUs), JsonSerializer.Serialize(whole.TickUs));
        Assert.Equal((summary.TicksRun, summary.AllocatedBytes), (whole.TicksRun, whole.AllocatedBytes));
        Assert.Equal((summary.TickMs, summary.Seconds), (whole.TickMs, whole.Seconds));
        Assert.Equal(summary.Drops.OrderBy(static drop => drop.Key), whole.Drops.OrderBy(static drop => drop.Key));

        var warm = ReportFile.Combine(lines, 1, 10)!;
        Assert.Equal((540, 0, 9.0), (warm.TicksRun, warm.AllocatedBytes, warm.Seconds));
        Assert.InRange(warm.TickMs.Max, 0.02, 0.91);
        Assert.Null(ReportFile.Combine(lines, 10, 20));
    }

    [Fact]
    public void A_line_holds_every_promised_field_and_reads_back_as_itself()
    {
        using var metrics = new ServerMetrics();
        var sampler = Sampler(metrics);
        RunSecond(metrics, 700, 12);
        metrics.CountDrop(DropCause.InputLate);
        var line = ReportFile.ToLine(sampler.TakeSecond());

        Assert.DoesNotContain('\n', line);
        using var json = JsonDocument.Parse(line);
        Assert.All(Promised, name => Assert.True(json.RootElement.TryGetProperty(name, out _), name));
        Assert.All(["p50", "p99", "max"], name => Assert.True(json.RootElement.GetProperty("tickMs").TryGetProperty(name, out _), name));

        var path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, line + "\n{ \"kind\": \"sec");
            Assert.Equal(line, ReportFile.ToLine(Assert.Single(ReportFile.Read(path))));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void The_page_about_the_report_explains_every_field()
    {
        using var metrics = new ServerMetrics();
        var sampler = Sampler(metrics);
        using var json = JsonDocument.Parse(ReportFile.ToLine(sampler.Summarise()));
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "report.md"));

        Assert.All(json.RootElement.EnumerateObject(), field => Assert.Contains($"`{field.Name}`", page, StringComparison.Ordinal));
    }

    private ReportSampler Sampler(ServerMetrics metrics)
    {
        var reads = 0;
        return new(metrics, _time, () => new ProcessFigures(TimeSpan.FromMilliseconds(250 * reads), reads++ / 2, 64 << 20));
    }

    private void RunSecond(ServerMetrics metrics, long durationMicroseconds, long allocatedBytes)
    {
        for (var tick = 0; tick < 60; tick++)
            metrics.Tick.AddTick(durationMicroseconds, 10, allocatedBytes);
        _time.Advance(TimeSpan.FromSeconds(1));
    }
}
