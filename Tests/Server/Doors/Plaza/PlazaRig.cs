using Ecs.Server.Doors.Plaza;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>A server with a plaza and its door, on streams in memory and a virtual clock.</summary>
internal sealed class PlazaRig : IDisposable
{
    public PlazaRig(int bots = 0, int wishSpeed = 0, string token = "", TimeProvider? time = null, int players = 128, int seed = 1)
    {
        var room = new RoomOptions { Name = "plaza", Mode = "plaza", Bots = bots, WishSpeed = wishSpeed, PlayerLimit = players };
        Server = new ServerRig(seed, null, room);
        Door = new PlazaDoor(Server.Server.Context, Room, Streams, new PlazaOptions { Token = token, Time = time ?? Server.Time });
        Server.Server.OpenDoor(Door);
    }

    public ServerRig Server { get; }

    public MemoryStreamListener Streams { get; } = new(8000);

    public PlazaDoor Door { get; }

    public Room Room => Server.Room;

    /// <summary>A client whose request is on its way.</summary>
    public PlazaPerson Dial(string target) => new(this, WebSocketClient.Open(Streams, target));

    /// <summary>A client that is in the room, and has read what newcomers are told.</summary>
    public PlazaPerson Enter(uint id, string query = "")
    {
        var person = Dial($"/ws/{id}{query}");
        Run(1);
        person.Hear();
        Assert.True(person.Client.IsUpgraded, person.Client.Answer);
        return person;
    }

    public void Run(int ticks) => Server.Run(ticks);

    public void RunSeconds(double seconds) => Server.RunSeconds(seconds);

    public long Drops(DropCause cause) => Server.Drops(cause);

    public void Dispose() => Server.Dispose();
}
