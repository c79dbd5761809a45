using Ecs.Protocol;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Rooms;

/// <summary>Bots fill a room only as long as no person wants the place.</summary>
[Collection(AloneLane.Name)]
public sealed class BotsGiveWayTests
{
    public static TheoryData<string> Modes => TestGames.Names;

    [Theory]
    [MemberData(nameof(Modes))]
    public void A_person_who_comes_to_a_room_full_of_bots_takes_the_place_of_the_newest(string mode)
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Mode = mode, PlayerLimit = 2, Bots = 2 });
        rig.Run(3);
        var ana = Join(rig, "ana");
        rig.Run(2);
        Assert.Equal((SeatState.Playing, 1, 2, 2), (ana.State, rig.Room.BotCount, rig.Room.PlayerCount, rig.Room.World.PlayerCount));
        Assert.Null(rig.Server.FindSeat("bot-2"));

        var bo = Join(rig, "bo");
        rig.Run(2);
        Assert.Equal((SeatState.Playing, 0, 2), (bo.State, rig.Room.BotCount, rig.Room.World.PlayerCount));
        Assert.False(rig.Room.TryJoin("cy", isBot: false, out _));
        Assert.Equal((0, 2), (rig.Server.Names.Count, rig.Room.PlayerCount));
    }

    [Fact]
    public void Bots_come_back_when_people_go_and_not_beyond_what_was_asked_for()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 3, Bots = 10 });
        Seat[] people = [Join(rig, "ana"), Join(rig, "bo"), Join(rig, "cy")];
        rig.Run(2);
        Assert.Equal((0, 3), (rig.Room.BotCount, rig.Room.World.PlayerCount));

        rig.Room.Leave(people[1], Reason.Left);
        rig.Run(2);
        Assert.Equal((1, 3), (rig.Room.BotCount, rig.Room.World.PlayerCount));
        rig.Room.Leave(people[0], Reason.Left);
        rig.Room.Leave(people[2], Reason.Left);
        rig.RunSeconds(6);
        Assert.Equal((3, 3), (rig.Room.BotCount, rig.Room.World.PlayerCount));
    }

    [Fact]
    public void A_bot_that_was_kicked_or_sent_away_does_not_come_back()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 4, Bots = 3 });
        rig.Run(2);
        Assert.True(rig.Server.Kick("bot-2", ""));
        rig.RunSeconds(6);
        Assert.Equal(2, rig.Room.BotCount);

        Assert.Equal(1, rig.Room.SetBots(1));
        rig.RunSeconds(6);
        Assert.Equal((1, 1), (rig.Room.BotCount, rig.Room.World.PlayerCount));
    }

    [Fact]
    public void A_native_player_is_seated_where_bots_fill_the_room()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 2, Bots = 2 });
        var ana = rig.Seat("ana");
        var bo = rig.Seat("bo");
        rig.RunSeconds(0.5);

        Assert.Equal(["ana", "bo"], ana.Client.Roster.Players.ToArray().Select(static player => player.Name).Order());
        Assert.True(bo.Client.IsInRoom);
    }

    /// <summary>Nothing is retried in a tick in which there is no place.</summary>
    [Fact]
    public void A_room_that_waits_for_its_bots_to_come_back_allocates_nothing()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 2, Bots = 2 });
        Join(rig, "ana");
        Join(rig, "bo");
        rig.RunSeconds(5);

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var tick = 0; tick < 600; tick++)
                rig.Server.Tick.Run(rig.TickLength);
        });
    }

    private static Seat Join(ServerRig rig, string name)
    {
        Assert.True(rig.Room.TryJoin(name, isBot: false, out var seat), $"no seat for {name}");
        return seat;
    }
}
