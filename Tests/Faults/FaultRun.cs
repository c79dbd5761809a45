using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Doors.Native;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;
using Ecs.Simulation.Maps;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;
using Ecs.Tests.Testing.Mutants;

namespace Ecs.Tests.Faults;

/// <summary>
/// A server and its clients in one process, through everything that a plan says, one tick after the other, on a virtual
/// clock. After every tick what must always hold is looked at; at the end everybody must be there again and see the world.
/// </summary>
internal sealed class FaultRun : IDisposable
{
    /// <summary>What a server makes up for at once after a stall.</summary>
    private const int CatchUp = 5;

    /// <summary>Addresses below are those of the clients.</summary>
    private const int Strangers = 256;

    private static readonly TimeSpan TickLength = TimeSpan.FromSeconds(1.0 / 60);

    private static readonly Map Lookout = LookoutMode.NewMap();

    private readonly ManualTime _time = new();
    private readonly List<Connection> _connections = [];
    private readonly Dictionary<string, Connection> _byAddress = [];
    private readonly List<(Fault Fault, HostilePeer Peer, Connection Connection)> _hostile = [];
    private readonly ServerMetrics _metrics = new();
    private readonly RunRecords _records;
    private readonly PacketTrace _trace = new();
    private readonly TrueWorld _world = new();
    private TimeSpan _stalled;

    public FaultRun(FaultPlan plan, Mutant? mutant = null)
    {
        Plan = plan;
        Mutant = mutant ?? new NoMutant();
        Wires = new Wires(Plan.Seed, _time);
        var tokens = new Random(plan.Seed);
        var options = new NativeOptions
        {
            FirstSessionNumber = uint.MaxValue - (uint)(plan.Seed % 8),
            NewResumeToken = () => new(new UInt128((ulong)tokens.NextInt64(), (ulong)tokens.NextInt64())),
        };
        Server = new GameServer(_metrics, LookoutMode.Table);
        var room = new RoomOptions { Mode = plan.Game, PlayerLimit = 64, Bots = plan.Bots, Seed = (ulong)plan.Seed, SnapshotBudget = plan.Budget };
        Server.OpenRoom(room, plan.Game == TestMaps.Arena.Name ? TestMaps.Arena : Lookout);
        Door = Server.OpenNativeDoor(new WatchedCarrier(this, Wires.Carrier), options);
        for (var number = 0; number < plan.Clients; number++)
            Clients.Add(new FaultClient(this, number, watches: number >= plan.Clients - plan.Spectators));

        _records = new RunRecords(this);
    }

    public FaultPlan Plan { get; }

    public Mutant Mutant { get; }

    public TimeProvider Time => _time;

    public Wires Wires { get; }

    public GameServer Server { get; }

    public NativeDoor Door { get; }

    public Room Room => Server.Rooms.All[0];

    public ServerMetrics Metrics => _metrics;

    public List<FaultClient> Clients { get; } = [];

    public IReadOnlyList<Connection> Connections => _connections;

    /// <summary>The world as it is.</summary>
    public TrueWorld World
    {
        get
        {
            _world.Take(Room.World);
            return _world;
        }
    }

    /// <summary>The tick of the run, whether or not the server has run it.</summary>
    public int Tick { get; private set; }

    /// <summary>Runs the plan to its end or to the first thing that does not hold.</summary>
    public FaultOutcome Run()
    {
        try
        {
            for (Tick = 0; Tick < FaultPlan.Ticks; Tick++)
                Turn();

            _records.CheckEnd();
            return new(Plan, "", "", Tick, _trace.Hash, _trace.Packets);
        }
        catch (FaultException broken)
        {
            return new(Plan, broken.Rule, broken.Message, Tick, _trace.Hash, _trace.Packets);
        }
        catch (Exception escaped) when (escaped is not OutOfMemoryException)
        {
            return new(Plan, "exception", escaped.ToString(), Tick, _trace.Hash, _trace.Packets);
        }
    }

    public int NextNumber() => _connections.Count;

    /// <summary>A connection was dialled: its ends find each other by the name that the server's carrier gives it.</summary>
    public void Register(Connection connection)
    {
        _connections.Add(connection);
        _byAddress[connection.Line.Address] = connection;
    }

    /// <summary>Whose connection this is; a stranger's when nobody dialled it, as when a request is replayed from elsewhere.</summary>
    public Connection ConnectionAt(string address)
    {
        if (!_byAddress.TryGetValue(address, out var connection))
        {
            connection = new Connection(NextNumber(), null, Wires.NewLine(LineState.Perfect, Strangers + NextNumber()));
            _connections.Add(connection);
            _byAddress.Add(address, connection);
        }

        return connection;
    }

    public void Trace(Connection connection, int end, Lane lane, ReadOnlySpan<byte> message) =>
        _trace.Add(_time.GetTimestamp(), (connection.Number * 16L) + (end * 2) + (int)lane, message);

    public void Dispose()
    {
        foreach (var client in Clients)
            client.Game?.Dispose();

        Server.Dispose();
        _metrics.Dispose();
    }

    private void Turn()
    {
        _time.Advance(TickLength);
        Misbehave();
        foreach (var client in Clients)
        {
            // What came damaged for a tick of a world that stands still waits for that tick.
            client.DamagedUntil += Room.IsPaused && client.DamagedUntil > Tick ? 1 : 0;
            client.Turn(Tick);
        }

        foreach (var (_, peer, _) in _hostile)
            peer.Turn(this, TickLength);

        if (Tick % 60 == 0)
            Room.Recording?.WaitForDisk();

        _stalled += TickLength;
        if (!IsOn(FaultKind.ServerStall))
            RunServer();
    }

    private void RunServer()
    {
        var missed = (int)Math.Round(_stalled / TickLength);
        var elapsed = _stalled;
        _stalled = TimeSpan.Zero;
        for (var left = Math.Min(missed, CatchUp); left > 0; left--)
        {
            Mutant.BeforeServer(this);
            Server.Tick.Run(Mutant.Elapsed(elapsed));
            elapsed = TimeSpan.Zero;
            _records.CheckTick();
            Mutant.AfterServer(this);
        }
    }

    private bool IsOn(FaultKind kind)
    {
        foreach (var fault in Plan.Faults)
        {
            if (fault.Kind == kind && fault.IsOn(Tick))
                return true;
        }

        return false;
    }

    /// <summary>Everything that the plan says for this tick.</summary>
    private void Misbehave()
    {
        foreach (var fault in Plan.Faults)
        {
            if (fault.Start == Tick)
                Begin(fault);
            else if (fault.Kind == FaultKind.Pause && fault.Start + fault.Ticks == Tick)
                Room.Resume();
        }

        if (Tick <= FaultPlan.HealTick)
        {
            foreach (var client in Clients)
                Conditions.Apply(Plan, client, Tick);
        }

        for (var index = _hostile.Count - 1; index >= 0; index--)
        {
            var (fault, peer, connection) = _hostile[index];
            if (!fault.IsOn(Tick))
            {
                peer.End(this, connection);
                _hostile.RemoveAt(index);
            }
        }
    }

    private void Begin(in Fault fault)
    {
        var client = Clients[fault.Client];
        switch (fault.Kind)
        {
            case FaultKind.ClockJump:
                client.Time.Jump(fault.Level);
                break;
            case FaultKind.Crash when fault.LosesLine:
                client.LoseLine(isTold: fault.Ticks % 2 == 0);
                break;
            case FaultKind.Crash:
                client.Crash(Tick, fault.Ticks);
                break;
            case FaultKind.Leave:
                client.Leave(Tick, fault.Ticks);
                break;
            case FaultKind.Pause:
                Room.Pause();
                break;
            case FaultKind.Hostile:
                var line = Wires.NewLine(LineState.Perfect, Strangers + _connections.Count);
                var peer = new HostilePeer(line, _connections.Count, (int)fault.Level);
                peer.Connect();
                var connection = new Connection(NextNumber(), null, line);
                Register(connection);
                _hostile.Add((fault, peer, connection));
                break;
            default:
                break;
        }
    }
}
