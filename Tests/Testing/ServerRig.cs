using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Doors;
using Ecs.Server.Doors.Memory;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Server.Sessions;

namespace Ecs.Tests.Testing;

/// <summary>
/// A whole server on a virtual clock with a virtual network, and the crank that turns both. Clients take part in a tick in
/// the order in which they were added, before the server does.
/// </summary>
internal sealed class ServerRig : IDisposable
{
    private readonly List<ICrankedClient> _clients = [];

    public ServerRig(int seed = 1, SessionOptions? sessions = null, params RoomOptions[] rooms)
    {
        Seed = seed;
        Network = new VirtualNetwork(seed, Time);
        Carrier = new MemoryCarrier(Network);
        Server = new GameServer(sessions ?? new SessionOptions(), Metrics);
        foreach (var options in rooms.Length == 0 ? [new RoomOptions()] : rooms)
        {
            Server.OpenRoom(options, TestMaps.Arena);
        }

        Door = Server.OpenNativeDoor(Carrier);
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
        bool isLoopback = true)
    {
        var client = new RawClient(Carrier.Connect(up, down, connectKey, isLoopback));
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

    public void Add(ICrankedClient client) => _clients.Add(client);

    /// <summary>The client is no longer turned; nobody tells the server.</summary>
    public void Remove(ICrankedClient client) => _clients.Remove(client);

    public void Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Time.Advance(TickLength);
            foreach (var client in _clients)
            {
                client.Turn();
            }

            Server.Tick.Run(TickLength);
        }
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
