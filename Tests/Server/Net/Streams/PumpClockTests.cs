using System.Diagnostics;
using Ecs.Server.Net.Streams;

namespace Ecs.Tests.Server.Net.Streams;

public sealed class PumpClockTests
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;

    [Fact]
    public void There_is_one_reading_per_tick_two_milliseconds_before_it_looks()
    {
        var clock = new PumpClock();
        clock.Look(1000 * Millisecond);
        clock.Look(1016 * Millisecond);

        // Woken behind the tick, then by the reading itself; the tick that follows moves the next one.
        Assert.Equal(1030 * Millisecond, clock.NextAfter(1017 * Millisecond));
        Assert.Equal(1046 * Millisecond, clock.NextAfter(1030 * Millisecond));
        clock.Look(1033 * Millisecond);
        Assert.Equal(1048 * Millisecond, clock.NextAfter(1034 * Millisecond));
    }

    [Fact]
    public void Reading_goes_on_when_ticks_stand_still_race_or_never_came()
    {
        var clock = new PumpClock();
        Assert.Equal(510 * Millisecond, clock.NextAfter(500 * Millisecond));
        clock.Look(1000 * Millisecond);
        clock.Look(1016 * Millisecond);
        Assert.Equal(5016 * Millisecond, clock.NextAfter(5000 * Millisecond));
        clock.Look(6000 * Millisecond);
        Assert.Equal(6048 * Millisecond, clock.NextAfter(6000 * Millisecond));
        clock.Look(6000 * Millisecond);
        Assert.Equal(6000 * Millisecond + (Millisecond / 2), clock.NextAfter(6000 * Millisecond));
    }
}
