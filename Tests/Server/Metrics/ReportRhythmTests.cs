using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Metrics;

/// <summary>When a report's spans end, on a clock that jumps.</summary>
public sealed class ReportRhythmTests
{
    private readonly ManualTime _time = new();

    [Fact]
    public void Spans_end_with_whole_seconds_however_late_the_lines_are()
    {
        var rhythm = new ReportRhythm(_time);
        for (var second = 1; second <= 100; second++)
        {
            var next = rhythm.NextIn();
            Assert.InRange(next.TotalMilliseconds, 500, 1000);
            _time.Advance(next);
            Assert.Equal(second * TimeSpan.TicksPerSecond, _time.GetTimestamp());
            _time.Advance(TimeSpan.FromMilliseconds(second * 37 % 500));
        }
    }

    [Theory]
    [InlineData(10_000)]
    [InlineData(10_499)]
    [InlineData(10_500)]
    [InlineData(10_970)]
    [InlineData(86_400_001)]
    public void Seconds_in_which_the_process_stood_still_are_one_span(int milliseconds)
    {
        using var metrics = new ServerMetrics();
        var sampler = new ReportSampler(metrics, _time, () => new ProcessFigures(TimeSpan.FromMilliseconds(_time.GetTimestamp() / 40_000.0), 0, 0));
        var rhythm = new ReportRhythm(_time);
        var lines = new List<ReportRecord>();
        for (var line = 0; line < 6; line++)
        {
            _time.Advance(rhythm.NextIn());
            if (line == 2)
                _time.Advance(TimeSpan.FromMilliseconds(milliseconds));
            metrics.Tick.AddTick(100, 0, 0);
            lines.Add(sampler.TakeSecond());
        }

        Assert.Equal(1 + (milliseconds / 1000.0), lines[2].Seconds, 0.001);
        Assert.All(lines.Where((_, line) => line != 2), static line => Assert.InRange(line.Seconds, 0.5, 1.5));
        Assert.All(lines, static line => Assert.Equal(250, line.CpuMsPerSecond, 0.5));
        Assert.Equal(6, lines.Select(static line => line.Second).Distinct().Count());
    }
}
