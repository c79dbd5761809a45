using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Pacing;

public sealed class SheddingTests
{
    [Fact]
    public void A_server_that_is_behind_sends_half_the_snapshots_and_every_tick_goes_on()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana").Client;
        ana.Pilot = new SpinPilot();
        rig.RunSeconds(1);

        var before = ana.Figures.Snapshots;
        rig.RunSeconds(2);
        var usual = ana.Figures.Snapshots - before;
        rig.Server.Clock.IsBehind = true;
        var tick = rig.Room.World.Tick.Value;
        before = ana.Figures.Snapshots;
        rig.RunSeconds(2);
        var shed = ana.Figures.Snapshots - before;
        Assert.Equal(120u, rig.Room.World.Tick.Value - tick);
        rig.Server.Clock.IsBehind = false;
        before = ana.Figures.Snapshots;
        rig.RunSeconds(2);

        Assert.InRange(usual, 59, 61);
        Assert.InRange(shed, 29, 31);
        Assert.InRange(ana.Figures.Snapshots - before, 59, 61);
    }

    [Fact]
    public void A_stall_of_half_a_second_every_five_times_no_player_out()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        for (var stall = 0; stall < 12; stall++)
        {
            rig.RunSeconds(5);
            rig.Time.Advance(TimeSpan.FromMilliseconds(500));
            rig.Server.Tick.Run(TimeSpan.FromMilliseconds(500));
        }

        rig.RunSeconds(2);

        Assert.True(ana.Client.IsInRoom);
        Assert.Equal(1, rig.Room.World.PlayerCount);
    }
}
