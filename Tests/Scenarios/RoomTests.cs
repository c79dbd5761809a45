using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;
using Ecs.Simulation.Events;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;
using Ecs.Tests.Faults;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Scenarios;

/// <summary>What an operator may do with a room and its bots.</summary>
public sealed class RoomTests
{
    [Fact]
    public void Paused_world_stands_still_while_people_chat_and_joins_wait_for_it()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        rig.Room.Pause();
        var tick = rig.Room.World.Tick;
        var hash = rig.WorldHash;

        ana.Client.Say("why so quiet?");
        var bob = rig.Invite("bob");
        rig.RunSeconds(2);
        Assert.Equal((tick, hash), (rig.Room.World.Tick, rig.WorldHash));
        Assert.Single(ana.Chat);
        Assert.False(bob.Client.IsInRoom);

        rig.Room.Resume();
        rig.RunSeconds(0.5);
        Assert.True(bob.Client.IsInRoom);
        Assert.Equal(tick + 30, rig.Room.World.Tick);
        Assert.True(ana.Client.IsInRoom);
    }

    [Fact]
    public void Step_runs_exactly_so_many_ticks_of_a_paused_world()
    {
        using var rig = new ServerRig();
        rig.Room.Pause();
        rig.Run(1);
        var tick = rig.Room.World.Tick;

        rig.Room.Advance(7);
        rig.Run(60);

        Assert.Equal(tick + 7, rig.Room.World.Tick);
    }

    [Fact]
    public void Events_of_a_tick_are_told_once_however_long_the_world_rests_after_it()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        rig.Room.TryOrder(new OperatorCommand(OperatorCode.KillAll, PlayerSlot.None, 0));
        rig.Room.Pause();
        rig.Room.Advance(1);

        rig.RunSeconds(1);

        Assert.Equal(1, ana.Count(WorldEventKind.Died));
        Assert.Equal(1, ana.Lines(ChatKind.Announcement).Count(static line => line == "ana died"));
    }

    [Fact]
    public void Bots_play_under_their_names_and_leave_when_told()
    {
        using var rig = new ServerRig();
        rig.Enter("bot-2");
        Assert.Equal(4, rig.Room.SetBots(4));
        var ana = rig.Seat("ana");
        rig.RunSeconds(30);

        var bots = ana.Client.Roster.Players.ToArray().Where(static info => info.IsBot).Select(static info => info.Name).Order();
        Assert.Equal(["bot-1", "bot-3", "bot-4", "bot-5"], bots);
        Assert.True(ana.Count(WorldEventKind.Hit) > 0, "bots that never hit anybody in 30 s");
        Assert.Equal(0, rig.SeatOf("bot-1").Inputs.Missed);

        Assert.True(rig.Server.Kick("bot-3", ""));
        Assert.Equal(1, rig.Room.SetBots(1));
        rig.Run(2);
        Assert.Equal(3, rig.Room.World.PlayerCount);
        Assert.Null(rig.Server.FindSeat("bot-4"));
    }

    [Fact]
    public void Bots_take_no_more_than_the_seats_there_are()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 3, Bots = 10 });

        rig.Run(2);

        Assert.Equal((3, 3), (rig.Room.BotCount, rig.Room.World.PlayerCount));
        Assert.Equal(3, rig.Server.Names.Count);
    }

    [Fact]
    public void Orders_reach_the_world_and_more_than_the_limit_in_one_tick_are_refused()
    {
        using var rig = new ServerRig();
        var ana = rig.Seat("ana");
        Assert.True(rig.Room.TryOrder(new OperatorCommand(OperatorCode.Speed, ana.Client.Slot, 1000)));
        rig.RunSeconds(0.2);
        Assert.Equal(1000, Math.Round(ana.Own.Speed.Raw * 60 / 4096.0));

        rig.Room.Pause();
        for (var order = 0; order < Room.OrderLimit; order++)
            Assert.True(rig.Room.TryOrder(default));

        Assert.False(rig.Room.TryOrder(default));
    }

    [Theory]
    [InlineData(60, 2, 30)]
    [InlineData(60, 1, 60)]
    [InlineData(20, 1, 20)]
    [InlineData(240, 8, 30)]
    public void Snapshots_come_at_the_divisor_of_the_tick_rate(int tickRate, int divisor, int perSecond)
    {
        using var rig = new ServerRig(1, new() { TickRate = tickRate }, new RoomOptions { TickRate = tickRate, SnapshotDivisor = divisor });
        var client = rig.Seat("ana").Client;
        client.Pilot = new SpinPilot();
        rig.RunSeconds(1);
        var before = client.Figures.Snapshots;

        rig.RunSeconds(4);

        Assert.InRange(client.Figures.Snapshots - before, (perSecond * 4) - 1, (perSecond * 4) + 1);
    }

    [Fact]
    public void Neighbouring_rooms_send_their_snapshots_in_different_ticks()
    {
        using var rig = new ServerRig(1, null, new() { Name = "one" }, new() { Name = "two" });
        var ana = rig.Enter("ana");
        var bob = rig.Dial();
        bob.Authenticate("bob");
        bob.RequestEnter("two");
        rig.RunSeconds(1);
        var both = 0;
        for (var tick = 0; tick < 60; tick++)
        {
            var (first, second) = (ana.Snapshots, bob.Snapshots);
            rig.Run(1);
            both += ana.Snapshots > first && bob.Snapshots > second ? 1 : 0;
        }

        Assert.Equal(0, both);
    }

    [Fact]
    public void Snapshots_of_a_crowded_world_show_what_the_server_sees()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Bots = 100 });
        var player = rig.Seat("ana");
        rig.RunSeconds(5);

        // A tick on, so that the client has taken in what the server last sent.
        for (var tick = 0; tick < 60 && player.Client.Snapshot.Tick != rig.Room.World.Tick; tick++)
        {
            player.Turn();
            if (player.Client.Snapshot.Tick != rig.Room.World.Tick)
                rig.Run(1);
        }

        var states = new SentStates();
        states.Keep(rig.Room.View);
        Assert.Equal("", states.Difference(player.Client.View));
        Assert.True(player.Client.View.Entities.Length > 100);
        Assert.Equal(player.Client.Room.Avatar, player.Client.Snapshot.OwnEntity);
    }

    [Fact]
    public void Two_receivers_of_one_snapshot_each_get_their_own_head()
    {
        using var rig = new ServerRig();
        var ana = rig.Enter("ana");
        var bob = rig.Enter("bob");
        ana.EachTick = () => ana.SendCommands(new PlayerCommand(rig.Room.World.Tick + 5, 0, 0, default, Buttons.None));

        rig.RunSeconds(1);

        Assert.Equal(ana.Entered.Avatar, ana.Header.OwnEntity);
        Assert.Equal(bob.Entered.Avatar, bob.Header.OwnEntity);
        Assert.Equal(4, ana.Header.Margin);
        Assert.Equal(InputBuffer.NoMargin, bob.Header.Margin);
        Assert.True(ana.Header.Confirmed.IsNewerThan(ana.Header.Tick));
        Assert.Equal(bob.Header.Tick, bob.Header.Confirmed);
    }

    [Fact]
    public void Ten_players_who_come_one_after_the_other_make_even_teams()
    {
        using var rig = new ServerRig();
        var clients = Enumerable.Range(0, 10).Select(number => rig.Enter($"p{number}")).ToList();
        rig.Run(2);

        var teams = clients[0].All<PlayerInfo>().Select(static info => info.Team).ToList();

        Assert.Equal(10, teams.Count);
        Assert.Equal(5, teams.Count(static team => team == 0));
    }
}
