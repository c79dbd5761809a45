using System.Net;
using Ecs.Client;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Tests.Simulation.Games.Argentum;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>A server with the Argentum door on streams in memory, a native door beside it, and a clock that the test turns.</summary>
internal sealed class ArgentumRig : IDisposable
{
    private readonly List<ScriptedClient> _clients = [];
    private readonly List<Player> _natives = [];
    private readonly AccountService _accounts;
    private readonly MemoryCarrier _carrier;

    public ArgentumRig(
        Map? map = null,
        IStore? store = null,
        ArgentumOptions? options = null,
        DiceCup? dice = null,
        int tickRate = 60,
        ILogger? log = null,
        AccountOptions? accounts = null)
    {
        Streams = new MemoryStreamListener(7666);
        Server = new GameServer(Metrics, TestGames.Shipped);
        Room = Server.OpenRoom(new RoomOptions { Name = "argentum", Mode = "argentum", TickRate = tickRate }, map ?? ArgentumScene.Field());
        _accounts = new AccountService(
            store ?? new MemoryStore(),
            accounts ?? new AccountOptions { HashRounds = 3, RunsInline = true, CreationsPerMinute = 1_000, FailuresPerMinute = 1_000 },
            Time,
            Metrics,
            NullLogger.Instance);
        Door = new ArgentumDoor(Server.Context, Room, Streams, options ?? new ArgentumOptions(), _accounts.OpenClient(), log)
        {
            Dice = dice ?? new ScriptedDice(),
        };
        Server.OpenDoor(Door);
        _carrier = new MemoryCarrier(new VirtualNetwork(1, Time));
        Server.OpenNativeDoor(_carrier);
        TickLength = TimeSpan.FromSeconds(1.0 / tickRate);
    }

    public ManualTime Time { get; } = new();

    public ServerMetrics Metrics { get; } = new();

    public MemoryStreamListener Streams { get; }

    public GameServer Server { get; }

    public Room Room { get; }

    public ArgentumDoor Door { get; }

    public TimeSpan TickLength { get; }

    /// <summary>A tile that cannot be stood on.</summary>
    public static FixedRectangle Wall(int x, int y)
    {
        const int Half = Fixed.RawPerUnit / 2;
        return new(
            new Fixed(x * Fixed.RawPerUnit - Half),
            new Fixed(y * Fixed.RawPerUnit - Half),
            new Fixed(x * Fixed.RawPerUnit + Half),
            new Fixed(y * Fixed.RawPerUnit + Half));
    }

    public ScriptedClient Connect(IPAddress? from = null)
    {
        var client = new ScriptedClient(Streams.Connect(from));
        _clients.Add(client);
        return client;
    }

    /// <summary>A client with a new character, in the world, its welcome heard and forgotten.</summary>
    public ScriptedClient Enter(string name, string password = "secreto1")
    {
        var client = Connect().Say(ClientBytes.Create(name, password));
        Run(3);
        Assert.Equal(0, client.Heard[0].Id);
        return client;
    }

    /// <summary>Sets whoever has that seat down on a tile and lets everyone hear of it.</summary>
    public void SetDown(int seat, int x, int y) => SetDown(Room.SeatAt(seat)!.Avatar, x, y);

    public void SetDown(EntityId id, int x, int y)
    {
        Assert.True(Room.World.TryFind(id, out var entity));
        Room.World.Store.Get<Ecs.Simulation.Components.Position>(entity) = new() { X = Fixed.FromInt(x), Y = Fixed.FromInt(y) };
        Run();
    }

    /// <summary>Somebody with the native client library, in the room.</summary>
    public Player EnterNative(string name)
    {
        var player = new Player(new MemoryTransport(() => _carrier.Connect()), new ClientOptions { Name = name, Room = "argentum" }, Time);
        _natives.Add(player);
        for (var tick = 0; tick < 600 && !player.Client.IsInRoom; tick++)
            Run();

        Assert.True(player.Client.IsInRoom);
        return player;
    }

    public ArgentumRig Run(int ticks = 1)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Time.Advance(TickLength);
            foreach (var native in _natives)
                native.Turn();

            Server.Tick.Run(TickLength);
            foreach (var client in _clients)
                client.Turn();
        }

        return this;
    }

    public ArgentumRig RunSeconds(double seconds) => Run((int)Math.Round(seconds / TickLength.TotalSeconds));

    public void Forget()
    {
        foreach (var client in _clients)
            client.Forget();
    }

    public long Drops(DropCause cause) => Metrics.DropsOf(cause);

    /// <summary>A graceful end, as the process has it: everybody is told, what waits is saved.</summary>
    public void Stop()
    {
        Server.BeginStop();
        Run(3);
        Dispose();
    }

    public void Dispose()
    {
        Server.Dispose();
        _accounts.Dispose();
        Metrics.Dispose();
    }
}
