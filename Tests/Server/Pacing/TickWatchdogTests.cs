using Ecs.Server.Metrics;
using Ecs.Server.Pacing;

namespace Ecs.Tests.Server.Pacing;

public sealed class TickWatchdogTests
{
    [Fact]
    public void A_stall_of_a_second_is_told_once_and_the_next_one_again()
    {
        var time = new CrankTime();
        var figures = new TickFigures();
        var log = new LogLines();
        using var watchdog = new TickWatchdog(time, figures, log);

        watchdog.Beat(time.Now);
        time.Advance(999_000_000);
        watchdog.Check();
        Assert.Empty(log.Lines);
        time.Advance(1_000_000);
        watchdog.Check();
        time.Advance(3_000_000_000);
        watchdog.Check();
        Assert.Single(log.Lines);
        watchdog.Beat(time.Now);
        time.Advance(1_000_000_000);
        watchdog.Check();

        Assert.Equal(2, log.Lines.Count);
        Assert.Equal(2, figures.Stalls);
        Assert.Contains("stood still for 1000 ms", log.Lines[1], StringComparison.Ordinal);
    }
}
