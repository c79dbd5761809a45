using Ecs.Server.Base;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>Time that the tick loop reports and nobody should believe.</summary>
public sealed class ClockJumpTests
{
    [Theory]
    [InlineData(3_600_000)]
    [InlineData(-3_600_000)]
    [InlineData(86_400_000)]
    [InlineData(-86_400_000)]
    public void Jump_of_the_clock_ends_no_session_and_adds_no_tick(int milliseconds)
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var waiting = rig.Dial();
        rig.RunSeconds(1);
        var tick = rig.Room.World.Tick;

        rig.Server.Tick.Run(TimeSpan.FromMilliseconds(milliseconds));
        rig.RunSeconds(0.5);

        Assert.Equal(tick + 31, rig.Room.World.Tick);
        Assert.True(ana.Client.IsInRoom);
        Assert.False(waiting.IsClosed);
    }

    [Fact]
    public void Thousand_small_steps_back_end_no_session_and_time_goes_on()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        var before = rig.Server.Clock.Now;
        for (var step = 0; step < 1000; step++)
            rig.Server.Tick.Run(TimeSpan.FromMilliseconds(-1));

        Assert.Equal(before, rig.Server.Clock.Now);
        rig.RunSeconds(1);
        Assert.True(ana.Client.IsInRoom);
        Assert.True(rig.Server.Clock.Now > before);
    }

    [Fact]
    public void One_tick_is_believed_to_have_lasted_at_most_a_second()
    {
        var clock = new ServerClock();

        Assert.Equal(ServerClock.LongestTick, clock.Advance(TimeSpan.FromDays(12)));
        Assert.Equal(TimeSpan.Zero, clock.Advance(TimeSpan.FromDays(-12)));
        Assert.Equal(TimeSpan.FromMilliseconds(17), clock.Advance(TimeSpan.FromMilliseconds(17)));
        Assert.Equal(TimeSpan.FromMilliseconds(1017), clock.Now);
        Assert.Equal(3, clock.Ticks);
    }
}
