using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Scenarios;

/// <summary>The end of a server.</summary>
public sealed class StopTests
{
    [Fact]
    public void Thirty_two_players_on_bad_lines_all_learn_that_the_server_stops()
    {
        var line = new LinkConditions { Delay = TimeSpan.FromMilliseconds(100), Jitter = TimeSpan.FromMilliseconds(20), Loss = 0.05 };
        using var rig = new ServerRig();
        var players = Enumerable.Range(0, 32).Select(number => rig.Invite($"p{number}", line, line)).ToList();
        rig.RunUntil(() => players.TrueForAll(static player => player.Client.IsInRoom), seconds: 10);

        rig.Server.BeginStop();
        var began = rig.Server.Clock.Now;
        rig.RunUntil(() => rig.Server.IsStopped, seconds: 5);

        Assert.InRange((rig.Server.Clock.Now - began).TotalSeconds, 0.1, 2.1);
        Assert.All(players, static player => Assert.Equal(
            (ClientState.Ended, Reason.ServerStopping),
            (player.Client.State, player.Client.EndReason)));
    }

    [Fact]
    public void Nobody_is_admitted_to_a_server_that_stops()
    {
        using var rig = new ServerRig();
        rig.Seat("ana");
        rig.Server.BeginStop();

        var late = rig.Invite("late");
        rig.RunSeconds(0.5);

        Assert.Equal(Reason.ServerStopping, late.Client.EndReason);
        Assert.Equal(0, rig.Server.Names.Count);
    }

    [Fact]
    public void Client_that_does_not_listen_delays_the_stop_no_longer_than_its_patience()
    {
        using var rig = new ServerRig();
        var deaf = rig.Seat("deaf");
        rig.Remove(deaf);

        rig.Server.BeginStop();
        var began = rig.Server.Clock.Now;
        rig.RunUntil(() => rig.Server.IsStopped, seconds: 5);

        Assert.InRange(rig.Server.Clock.Now - began, DoorContext.StopPatience - rig.TickLength, DoorContext.StopPatience + rig.TickLength);
    }

    [Fact]
    public void Empty_server_stops_at_once()
    {
        using var rig = new ServerRig();
        rig.Run(1);

        rig.Server.BeginStop();

        Assert.True(rig.Server.IsStopped);
    }
}
