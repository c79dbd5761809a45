namespace Ecs.Server.Admin;

/// <summary>What is asked for most, shared by all who ask.</summary>
internal sealed class AdminSnapshots
{
    public AdminSnapshots(AdminWorld world)
    {
        Server = new(() => world.AskAsync(() => AdminState.OfServer(world)));
        Rooms = new(() => world.AskAsync(() => AdminState.OfRooms(world)));
        Players = new(() => world.AskAsync(() => AdminState.OfPlayers(world, withBots: true)));
    }

    public SharedAnswer<AdminServerShape> Server { get; }

    public SharedAnswer<AdminRoomShape[]> Rooms { get; }

    public SharedAnswer<AdminPlayerShape[]> Players { get; }

    /// <summary>Something was done: whoever did it sees what came of it.</summary>
    public void Forget()
    {
        Server.Forget();
        Rooms.Forget();
        Players.Forget();
    }
}
