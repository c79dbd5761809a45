using System.Net;
using Ecs.Server.Doors.Survival;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>A server with a survival room and its door, on streams in memory and a virtual clock.</summary>
internal sealed class SurvivalRig : IDisposable
{
    public SurvivalRig(SurvivalOptions? options = null, string column = ServerOptions.DefaultCodes, int bots = 0, int players = 128, int seed = 1)
    {
        Server = new ServerRig(seed, null, new RoomOptions { Name = "survival", Mode = "survival", Bots = bots, PlayerLimit = players });
        Options = options ?? new SurvivalOptions { AddressLimit = 200 };
        Door = new SurvivalDoor(Server.Server.Context, Room, Streams, Options, SurvivalCodes.Of(column));
        Server.Server.OpenDoor(Door);
    }

    public ServerRig Server { get; }

    public SurvivalOptions Options { get; }

    public MemoryStreamListener Streams { get; } = new(3000);

    public SurvivalDoor Door { get; }

    public Room Room => Server.Room;

    /// <summary>A client that is connected and has read what everybody is told first.</summary>
    public SurvivalPerson Connect(IPAddress? from = null)
    {
        var person = new SurvivalPerson(this, Streams.Connect(from));
        Run(2);
        person.Hear();
        return person;
    }

    /// <summary>A client whose player is in the world.</summary>
    public SurvivalPerson Enter(string name)
    {
        var person = Connect();
        person.Say("sp", ("name", name));
        Run(2);
        person.Hear();
        Assert.NotEmpty(person.Heard("1"));
        return person;
    }

    public void Run(int ticks) => Server.Run(ticks);

    public void RunSeconds(double seconds) => Server.RunSeconds(seconds);

    public long Drops(DropCause cause) => Server.Drops(cause);

    public Seat SeatOf(string name) => Server.SeatOf(name);

    /// <summary>Puts a player somewhere between two ticks; no input can.</summary>
    public void Place(string name, int x, int y)
    {
        Assert.True(Room.World.TryFind(SeatOf(name).Slot, out var avatar));
        Room.World.Store.Get<Position>(avatar) = new Position { X = Ecs.Simulation.Numerics.Fixed.FromInt(x), Y = Ecs.Simulation.Numerics.Fixed.FromInt(y) };
        Room.World.Store.Get<Momentum>(avatar) = new Momentum { Decay = Room.World.Store.Get<Momentum>(avatar).Decay };
    }

    public T Of<T>(string name)
        where T : struct, IComponent<T>
    {
        Assert.True(Room.World.TryRead(SeatOf(name).Avatar, out T component));
        return component;
    }

    public void Order(OperatorCode code, string name, int value = 0)
    {
        Assert.True(Room.TryOrder(new OperatorCommand(code, SeatOf(name).Slot, value)));
        Run(1);
    }

    public void Dispose() => Server.Dispose();
}
