using Ecs.Client.Inputs;
using Ecs.Scenes.Doors.Survival;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Values;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>Whole stories of the original's players, on streams in memory and a virtual clock.</summary>
public sealed class SurvivalStoryTests
{
    [Fact]
    public void Two_players_gather_meet_greet_fight_die_and_come_back()
    {
        using var rig = new SurvivalRig();
        var players = new[] { new SurvivalPlayer("Zoe"), new SurvivalPlayer("Ann") };
        var people = new[] { rig.Connect(), rig.Connect() };
        rig.Run(1);
        var ticks = 0;
        while (!Array.TrueForAll(players, static player => player.HasSeenItAll))
        {
            Assert.True(ticks++ < 180 * 60, $"not within three minutes: {Tell(players[0])} {Tell(players[1])}");
            rig.Run(1);
            for (var index = 0; index < players.Length; index++)
            {
                foreach (var message in people[index].Client.TakeMessages())
                    players[index].Hear(message);

                foreach (var said in ticks % 6 == index ? players[index].Speak() : [])
                    people[index].Client.SendBinary(said);
            }
        }

        Assert.Equal(players.Sum(static player => player.Kills), players.Sum(static player => player.Deaths));
        Assert.InRange(players.Sum(static player => player.Wounds), 4, int.MaxValue);
        Assert.Contains("hello from Ann", players[0].Chat);
        Assert.Contains("hello from Zoe", players[1].Chat);
        Assert.Equal(players[0].Wood, rig.Of<Holdings>("Zoe").Wood);
    }

    [Fact]
    public void A_native_player_and_one_of_this_door_see_hear_and_hit_each_other()
    {
        using var rig = new SurvivalRig();
        var zoe = rig.Enter("Zoe");
        var native = rig.Server.Seat("Nat");
        rig.Place("Zoe", 3200, 3200);
        rig.Place("Nat", 3280, 3200);
        rig.Run(12);
        var nat = rig.SeatOf("Nat");

        Assert.Contains($"[[\"e{nat.Avatar.Value}\",{nat.Slot.Value},\"Nat\",3280,3200,-1.5708,100,100,35,0],false]", zoe.Heard("2"));
        var seen = native.Find(rig.SeatOf("Zoe").Avatar.Value);
        Assert.Equal((EntityKind.Avatar, 3200, 3200), (seen.Kind, seen.X.Round(), seen.Y.Round()));
        Assert.Equal(200, native.Client.View.Entities.ToArray().Count(static entity => entity.Kind == EntityKind.Scenery));

        zoe.Do("ch", "hi Nat").Do("c", 1, 0.0);
        rig.RunSeconds(0.5);
        Assert.Contains("hi Nat", native.Lines(Ecs.Protocol.ChatKind.Player));
        Assert.Equal([$"[{nat.Slot.Value},75]", $"[{nat.Slot.Value},50]"], zoe.Heard("h"));
        Assert.Equal(["[3280,3200,25,1]", "[3280,3200,25,1]"], zoe.Heard("t"));
        native.Client.Say("hi Zoe");
        rig.Run(3);
        Assert.Contains($"[{nat.Slot.Value},\"hi Zoe\"]", zoe.Heard("ch"));
    }

    [Fact]
    public void A_native_bot_plays_in_the_room()
    {
        using var rig = new SurvivalRig(bots: 8);
        var zoe = rig.Enter("Zoe");
        var native = rig.Server.Seat("Nat");
        native.Client.Pilot = new BotPilot(TestGames.Shipped, 5);
        rig.Place("Zoe", 3200, 3200);
        rig.Place("Nat", 3200, 3300);
        rig.RunSeconds(20);
        zoe.Hear();

        Assert.Contains(zoe.Heard("2"), static text => text.Contains("\"Nat\"", StringComparison.Ordinal));
        Assert.Contains(zoe.Heard("7"), text => text.StartsWith($"[{rig.SeatOf("Nat").Slot.Value},", StringComparison.Ordinal));
        Assert.Equal(EntityKind.Avatar, native.Find(rig.SeatOf("Zoe").Avatar.Value).Kind);
    }

    [Fact]
    public void A_full_room_and_its_scenery_fit_into_native_snapshots()
    {
        using var rig = new SurvivalRig(bots: 124);
        var native = rig.Server.Seat("Nat");
        rig.RunSeconds(1);

        Assert.Equal(125, native.Client.View.Entities.ToArray().Count(static entity => entity.Kind == EntityKind.Avatar));
        Assert.Equal(200, native.Client.View.Entities.ToArray().Count(static entity => entity.Kind == EntityKind.Scenery));
    }

    [Fact]
    public void An_operator_grants_by_chat_and_nobody_else_does()
    {
        using var rig = new Ecs.Tests.Server.Console.CommandRig(null, new Ecs.Server.Rooms.RoomOptions { Name = "survival", Mode = "survival" });
        var streams = new Testing.MemoryStreamListener(3000);
        rig.Rig.Server.OpenDoor(new Ecs.Server.Doors.Survival.SurvivalDoor(
            rig.Rig.Server.Context, rig.Rig.Room, streams, new Ecs.Server.Doors.Survival.SurvivalOptions(), SurvivalCodes.Of()));
        var client = Testing.WebSocketClient.Open(streams);
        rig.Rig.Run(2);
        client.Read();
        client.SendBinary(PackedJson.Packet("sp", ("name", "Zoe")));
        rig.Rig.Run(2);
        client.SendBinary(PackedJson.Packet("ch", "/grant all wood 5"));
        rig.Rig.Run(2);
        Assert.True(rig.Rig.Room.World.TryRead(rig.Rig.SeatOf("Zoe").Avatar, out Holdings before));
        Assert.Equal(0, before.Wood);

        rig.Type("op Zoe");
        client.SendBinary(PackedJson.Packet("ch", "/grant all wood 5"));
        rig.Rig.Run(3);
        Assert.True(rig.Rig.Room.World.TryRead(rig.Rig.SeatOf("Zoe").Avatar, out Holdings after));
        Assert.Equal(5, after.Wood);
        var heard = client.TakeMessages().ConvertAll(static message => PackedJson.Read(message));
        Assert.Contains("[\"9\",[\"wood\",5,1]]", heard);
        Assert.Contains("[\"ch\",[0,\"Everybody is given it.\"]]", heard);
        Assert.DoesNotContain(heard, static text => text.Contains("/grant", StringComparison.Ordinal));
    }

    private static string Tell(SurvivalPlayer player) =>
        $"{player.Name}: {player.Lives} lives, {player.Wood} wood, {player.Kills} kills, {player.Deaths} deaths, {player.Chat.Count} lines;";
}
