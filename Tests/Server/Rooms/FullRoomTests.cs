using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Scenes;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Server.Recording;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Rooms;

/// <summary>Rooms of as many players as there may be.</summary>
public sealed class FullRoomTests
{
    [Fact]
    public void All_4096_players_join_leave_at_once_and_return()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = PlayerSlot.Limit });
        var seats = JoinAll(rig.Room, "first");
        Assert.False(rig.Room.TryJoin("late", false, out _));
        rig.Run(1);
        Assert.Equal(4_096, rig.Room.World.PlayerCount);
        Assert.Equal(4_095, seats.Max(static seat => seat.Slot.Value));

        seats.ForEach(seat => rig.Room.Leave(seat, Reason.Left));
        rig.Run(1);
        Assert.Equal((0, 0), (rig.Room.PlayerCount, rig.Room.World.PlayerCount));

        JoinAll(rig.Room, "second");
        rig.Run(1);
        Assert.Equal(4_096, rig.Room.World.PlayerCount);
        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.QueueFull));
    }

    [Fact]
    public void Native_client_plays_in_a_seat_past_the_thousandth()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Mode = "plaza", PlayerLimit = 1_100, Bots = 1_050 });
        rig.Run(1);
        var ana = rig.Seat("ana");
        Assert.Equal(1_050, ana.Client.Slot.Value);
        var avatar = rig.SeatOf("ana").Avatar;
        Assert.True(rig.Room.World.TryRead(avatar, out Position from));

        ana.Client.Intent = new PlayerIntent(MoveX: 127, 0, Angle.Up, Buttons.None);
        rig.RunSeconds(0.5);

        Assert.True(rig.Room.World.TryRead(avatar, out Position to));
        Assert.NotEqual(from.X, to.X);
        Assert.NotEmpty(ana.Client.View.Entities.ToArray());
    }

    [Fact]
    public void Recording_of_4096_players_verifies()
    {
        using var scene = new BotScene("plaza", PlayerSlot.Limit);
        using var match = RecordedMatch.Of(scene, ticks: 12);

        var verify = ReplayRun.Of("verify", match.File);
        Assert.StartsWith("same: 12 of 12 hashes match", verify.Output, StringComparison.Ordinal);
        Assert.Equal(4_096, ReplayRun.Of("info", match.File, "--json").Json.GetProperty("seats").GetInt32());
    }

    [Fact]
    public void As_many_bots_have_a_name_each()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Mode = "plaza", PlayerLimit = PlayerSlot.Limit, Bots = PlayerSlot.Limit });
        rig.Run(1);

        Assert.Equal(4_096, rig.Room.BotCount);
        Assert.Equal("bot-4096", rig.Room.NameOf(new PlayerSlot(4_095)));
    }

    private static List<Seat> JoinAll(Room room, string name) => [.. Enumerable.Range(0, PlayerSlot.Limit).Select(number =>
    {
        Assert.True(room.TryJoin($"{name} {number}", isBot: false, out var seat));
        return seat;
    })];
}
