namespace Ecs.Tests.Server.Console;

/// <summary>Rooms that open and close from the console.</summary>
public sealed class RoomCommandTests : IDisposable
{
    private readonly CommandRig _rig = new();

    [Fact]
    public void A_room_opens_is_chosen_and_closes()
    {
        Assert.Equal("duel is open: arena, map arena.", _rig.Type("room open duel arena"));
        Assert.Equal("Commands now mean duel.", _rig.Type("room Duel"));
        var duel = _rig.Caller.Room!;
        duel.SetBots(2);
        _rig.Rig.Run(3);
        Assert.Equal((2, 3U), (duel.PlayerCount, duel.World.Tick.Value));

        Assert.Equal("duel is closed; 0 players were told.", _rig.Type("room close duel"));
        Assert.True(duel.IsClosed);
        Assert.Equal((0, 0), (duel.BotCount, _rig.Rig.Server.Names.Count));
        Assert.Same(_rig.Rig.Room, _rig.Caller.Room);
        duel.Dispose();
        _rig.Rig.Run(3);
        Assert.Equal("There is no room of that name.", _rig.Type("room duel"));
    }

    [Fact]
    public void The_default_room_stays_and_a_room_that_is_not_there_cannot_close()
    {
        Assert.Contains("it stays", _rig.Type($"room close {_rig.Rig.Room.Name}"), StringComparison.Ordinal);
        Assert.Equal("There is no room of that name.", _rig.Type("room close duel"));
        Assert.Single(_rig.Rig.Server.Rooms.All);
    }

    [Fact]
    public void Whoever_still_means_a_room_that_has_closed_means_none()
    {
        var other = new Ecs.Server.Console.CommandCaller("host", Ecs.Server.Console.CommandRight.Console);
        _rig.Type("room open duel arena");
        _rig.Registry.Execute(other, "room duel");
        var duel = other.Room!;

        _rig.Type("room close duel");

        Assert.Null(other.Room);
        Assert.DoesNotContain("duel", _rig.Registry.Execute(other, "pause"), StringComparison.Ordinal);
        duel.Dispose();
    }

    public void Dispose() => _rig.Dispose();
}
