using System.Net;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Storage.Accounts;
using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Testing;

/// <summary>
/// A whole server on a virtual clock with a virtual network, and the crank that turns both. Clients take part in a tick in
/// the order in which they were added, before the server does.
/// </summary>
internal sealed class ServerRig : IDisposable
{
    private readonly List<ICrankedClient> _clients = [];

    public ServerRig(int seed = 1, NativeOptions? sessions = null, params RoomOptions[] rooms)
        : this(threads: 1, seed, sessions, rooms)
    {
    }

    public ServerRig(int threads, int seed, NativeOptions? sessions, RoomOptions[] rooms, Map? map = null, GameTable? games = null, Func<ServerRig, AccountClient>? accounts = null)
    {
        Seed = seed;
        Network = new VirtualNetwork(seed, Time);
        Carrier = new MemoryCarrier(Network);
        Server = new GameServer(Metrics, games ?? TestGames.Shipped, threads: threads);
        foreach (var options in rooms.Length == 0 ? [new RoomOptions()] : rooms)
            Server.OpenRoom(options, map ?? TestMaps.Of(options.Mode));

        Door = Server.OpenNativeDoor(Carrier, sessions, accounts: accounts?.Invoke(this));
        TickLength = TimeSpan.FromSeconds(1.0 / Room.Options.TickRate);
    }

    public int Seed { get; }

    public ManualTime Time { get; } = new();

    public ServerMetrics Metrics { get; } = new();

    public VirtualNetwork Network { get; }

    public MemoryCarrier Carrier { get; }

    public GameServer Server { get; }

    public NativeDoor Door { get; }

    public Room Room => Server.Rooms.All[0];

    public TimeSpan TickLength { get; }

    /// <summary>A client that says only what the test tells it to.</summary>
    public RawClient Dial(
        LinkConditions? up = null,
        LinkConditions? down = null,
        string connectKey = Limits.ConnectKey,
        bool isLoopback = true,
        IPAddress? address = null)
    {
        var client = new RawClient(Carrier.Connect(up, down, connectKey, isLoopback, address));
        _clients.Add(client);
        return client;
    }

    /// <summary>A raw client that has gone through the handshake and is in the room.</summary>
    public RawClient Enter(string name, LinkConditions? up = null, LinkConditions? down = null)
    {
        var client = Dial(up, down);
        client.Authenticate(name);
        client.RequestEnter();
        RunUntil(() => client.Has(MessageId.Entered), seconds: 10);
        return client;
    }

    /// <summary>Somebody who plays with the client library; on the way in, not there yet.</summary>
    /// <param name="name">The name as asked for.</param>
    /// <param name="up">The way to the server.</param>
    /// <param name="down">The way back.</param>
    /// <param name="with">Changes the options.</param>
    /// <param name="from">Where each connection comes from; without it, from the server's machine.</param>
    public Player Invite(
        string name,
        LinkConditions? up = null,
        LinkConditions? down = null,
        Func<ClientOptions, ClientOptions>? with = null,
        Func<IPAddress>? from = null)
    {
        var options = new ClientOptions { Name = name };
        var transport = new MemoryTransport(() => Carrier.Connect(up, down, address: from?.Invoke()));
        var player = new Player(transport, with is null ? options : with(options), Time);
        _clients.Add(player);
        return player;
    }

    /// <summary>Like <see cref="Invite"/>, and already in the room.</summary>
    public Player Seat(string name, LinkConditions? up = null, LinkConditions? down = null, Func<ClientOptions, ClientOptions>? with = null)
    {
        var player = Invite(name, up, down, with);
        RunUntil(() => player.Client.IsInRoom, seconds: 10);
        return player;
    }

    public Seat SeatOf(string name) => Server.FindSeat(name) ?? throw new InvalidOperationException($"nobody is called {name}");

    public void Add(ICrankedClient client) => _clients.Add(client);

    /// <summary>The client is no longer turned; nobody tells the server.</summary>
    public void Remove(ICrankedClient client) => _clients.Remove(client);

    /// <summary>The state of the world of the first room, as one number.</summary>
    public ulong WorldHash => Room.World.ComputeHash();

    public void Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            TurnClients();
            Server.Tick.Run(TickLength);
        }
    }

    /// <summary>The first half of a tick: time passes and the clients take part. The server's own half is up to the caller.</summary>
    public void TurnClients()
    {
        Time.Advance(TickLength);
        foreach (var client in _clients)
            client.Turn();
    }

    public void RunSeconds(double seconds) => Run((int)Math.Round(seconds / TickLength.TotalSeconds));

    /// <summary>Runs until the condition holds; fails when it does not in time.</summary>
    public void RunUntil(Func<bool> condition, double seconds)
    {
        var ticks = (int)Math.Round(seconds / TickLength.TotalSeconds);
        while (!condition())
        {
            Assert.True(ticks-- > 0, $"not within {seconds} virtual seconds, seed {Seed}");
            Run(1);
        }
    }

    public long Drops(DropCause cause) => Metrics.DropsOf(cause);

    public void Dispose()
    {
        Server.Dispose();
        Metrics.Dispose();
    }
}
