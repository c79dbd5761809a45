using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Xunit.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>Limits on traffic: who is over them loses, nobody else does, and honest bursts never are.</summary>
public sealed class TrafficTests(ITestOutputHelper output)
{
    [Fact]
    public void Flooder_is_dropped_within_six_seconds_and_the_others_lose_nothing()
    {
        using var rig = new ServerRig();
        var players = Enumerable.Range(0, 32).Select(number => rig.Seat($"p{number}")).ToList();
        var flooder = rig.Enter("flood");
        flooder.EachTick = () =>
        {
            // 20,000 a second.
            for (var packet = 0; packet < 333; packet++)
                flooder.SendCommands(new PlayerCommand(rig.Room.World.Tick + 2, 1, 0, default, Buttons.None));
        };
        rig.RunSeconds(2);
        var missed = players.ConvertAll(player => rig.SeatOf(player.Client.Name).Inputs.Missed);
        var snapshots = players.ConvertAll(static player => player.Client.Figures.Snapshots);
        var start = rig.Server.Clock.Now;

        rig.RunUntil(() => flooder.IsClosed, seconds: 6);
        rig.RunSeconds(6 - (rig.Server.Clock.Now - start).TotalSeconds);

        Assert.Equal(Reason.Rate, flooder.End!.Value.Reason);
        Assert.All(players, (player, index) =>
        {
            var lost = rig.SeatOf(player.Client.Name).Inputs.Missed - missed[index];
            Assert.True(lost <= 3, $"{lost} of 360 commands lost");
            Assert.True(player.Client.Figures.Snapshots - snapshots[index] >= 6 * 60 / 30);
        });
    }

    [Fact]
    public void Client_at_the_highest_honest_rate_with_bursts_is_never_limited()
    {
        using var rig = new ServerRig();
        var bursty = new LinkConditions { Delay = TimeSpan.FromMilliseconds(40), Jitter = TimeSpan.FromMilliseconds(250), Loss = 0.05 };
        var player = rig.Seat("ana", bursty, bursty);
        for (var second = 0; second < 60; second++)
        {
            player.Client.Act(new PlayerAction(PlayerActionCode.ChangeTeam, 0, 0));
            rig.RunSeconds(1);
        }

        Assert.Equal(0, rig.Drops(DropCause.Rate));
        Assert.True(player.Client.IsInRoom);
    }

    [Fact]
    public void Client_that_talks_nonsense_is_dropped_with_the_reason_and_one_slip_a_second_is_forgiven()
    {
        using var rig = new ServerRig();
        var nonsense = rig.Enter("noise");
        var clumsy = rig.Enter("clumsy");
        clumsy.EachTick = () =>
        {
            if (rig.Room.World.Tick.Value % 60 == 0)
                clumsy.SendBytes(Lane.Control, [0xc1]);
        };
        nonsense.EachTick = () => nonsense.SendBytes(Lane.Control, [0xc1, 2, 3]);

        rig.RunSeconds(200);

        Assert.Equal(Reason.MalformedTraffic, nonsense.End!.Value.Reason);
        Assert.False(clumsy.IsClosed);
        Assert.True(rig.Drops(DropCause.Malformed) > 250);
    }

    [Fact]
    public void Every_way_to_be_unreadable_has_its_counter()
    {
        using var rig = new ServerRig();
        var client = rig.Enter("ana");

        client.SendBytes(Lane.Control, []);
        client.SendBytes(Lane.Stream, new byte[Limits.StreamBytes + 1]);
        client.SendBytes(Lane.Control, [0x91, 99]);
        client.SendBytes(Lane.Stream, [0x91, (byte)MessageId.Leave]);
        client.SendBytes(Lane.Control, [0x92, (byte)MessageId.Leave, 0]);
        client.SendBytes(Lane.Control, [0x94, (byte)MessageId.ActionRequest, 0xce, 0, 1, 0, 0, 0, 0]);
        rig.Run(2);

        DropCause[] causes =
        [
            DropCause.Empty, DropCause.TooLong, DropCause.UnknownMessage, DropCause.WrongLane, DropCause.Malformed, DropCause.OutOfRange,
        ];
        Assert.All(causes, cause => Assert.True(rig.Drops(cause) == 1, $"{cause}: {rig.Drops(cause)}"));
        Assert.False(client.IsClosed);
    }

    [Fact]
    public void Acts_beyond_the_queue_are_counted_and_four_a_tick_are_taken()
    {
        using var rig = new ServerRig();
        var client = rig.Enter("ana");
        var seat = rig.SeatOf("ana");
        rig.Room.Pause();
        for (var act = 0; act < 100; act++)
            client.Send(new ActionRequest(new(PlayerActionCode.HurtSelf, 0, 0)));

        rig.Run(2);
        Assert.Equal(100 - Seat.ActionLimit, rig.Drops(DropCause.ActionOverflow));

        rig.Room.Advance(1);
        rig.Run(2);
        Assert.Equal(100 - (4 * 20), HealthOf(rig, seat.Avatar));
    }

    [Fact]
    public void Eight_players_behind_one_address_reconnecting_three_times_in_a_minute_are_never_turned_away()
    {
        using var rig = new ServerRig();
        var entered = 0;
        for (var round = 0; round < 4; round++)
        {
            var players = Enumerable.Range(0, 8).Select(number => rig.Seat($"p{number}")).ToList();
            entered += players.Count(static player => player.Client.IsInRoom);
            Assert.All(players, static player => Assert.Empty(player.Refusals));
            rig.RunSeconds(15);
            foreach (var player in players)
                player.Client.Leave();

            rig.RunSeconds(0.2);
            players.ForEach(rig.Remove);
        }

        DropCause[] silent = [DropCause.Refused, DropCause.Rate, DropCause.QueueFull, DropCause.Timeout, DropCause.OutOfOrder];
        Assert.All(silent, cause => Assert.Equal(0, rig.Drops(cause)));
        Assert.Equal(32, entered);
        output.WriteLine("4 x 8 connections from one address: 32 entered, 0 refused, 0 dropped");
    }

    private static int HealthOf(ServerRig rig, EntityId avatar)
    {
        foreach (var entity in rig.Room.View.Entities)
        {
            if (entity.Id == avatar)
                return entity.Health;
        }

        return -1;
    }
}
