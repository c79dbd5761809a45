using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>The snapshots of one client in one room: what it has, what it may be sent, and when it last was.</summary>
internal sealed class SnapshotStream
{
    private const int TurnsPerMargin = 4;
    private const int ProofsPerSecond = 2;

    private int _turnsSinceMargin = TurnsPerMargin;
    private readonly SnapshotMeter _meter;
    private readonly int _tickRate;
    private Tick _proven;
    private byte[] _lastBody = new byte[512];
    private int _lastLength;
    private ushort _late;

    public SnapshotStream(NativeGuest session, ReplicaStates states, SightingMarks marks, Room room)
    {
        var (bytesPerSecond, tickRate) = (room.Options.SnapshotBudget, room.Options.TickRate);
        Session = session;
        _tickRate = tickRate;
        Known = new KnownPlayers(room.World.Options.MaxPlayers);
        _meter = session.BeginSnapshots(new SnapshotMeter(states.Codes.Components));
        Encoder = session.Encoder = new SnapshotEncoder(states, marks, _meter.Spending);
        Budget = session.Budget = new SendBudget(bytesPerSecond, tickRate);
        Outbox = new Outbox(session, Budget, tickRate);
    }

    public NativeGuest Session { get; }

    public SnapshotEncoder Encoder { get; }

    public SendBudget Budget { get; }

    public Outbox Outbox { get; }

    public KnownPlayers Known { get; }

    /// <summary>Whether its player is to be told what it carries.</summary>
    public bool WantsCarried { get; set; }

    /// <summary>From where it saw the last snapshot.</summary>
    public Audiences From { get; set; }

    /// <summary>How much it saw then.</summary>
    public SightExtent Sight { get; set; }

    /// <summary>From where its avatar looked when it was last there; null before.</summary>
    public Audiences? Last { get; set; }

    /// <summary>The body of the newest snapshot: it is sent again while the world stands still and the client has not said that it came.</summary>
    public ReadOnlySpan<byte> LastBody => _lastBody.AsSpan(0, _lastLength);

    public SnapshotFlags LastFlags { get; private set; }

    /// <summary>Turns since <see cref="LastBody"/> was sent.</summary>
    public int TurnsSinceSent { get; set; }

    /// <summary>Ticks of the server since the last snapshot that said everything; many before the first.</summary>
    public int TicksSinceWhole { get; private set; } = int.MaxValue;

    public void KeepBody(ReadOnlySpan<byte> body, SnapshotFlags flags)
    {
        if (_lastBody.Length < body.Length)
            _lastBody = new byte[(int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)body.Length)];
        body.CopyTo(_lastBody);
        (_lastLength, LastFlags, TurnsSinceSent) = (body.Length, flags, 0);
    }

    /// <summary>Whether the header should say how early commands come: with every fourth snapshot, and at once when they come too late.</summary>
    public bool IsMarginDue(ushort late) => late != _late || _turnsSinceMargin >= TurnsPerMargin;

    /// <summary>A tick is over.</summary>
    public void CountTick(long serverTick)
    {
        TicksSinceWhole += TicksSinceWhole < int.MaxValue ? 1 : 0;
        Budget.Count(serverTick, SnapshotMeter.BytesOf(Session.Traffic));
    }

    /// <summary>Whether the next snapshot should say what the client should hold.</summary>
    public bool IsProofDue(Tick tick) => tick.Since(_proven) >= _tickRate / ProofsPerSecond;

    /// <summary>A snapshot was written with this header.</summary>
    public void NoteWritten(in SnapshotHeader header, bool proves, bool isWhole)
    {
        TicksSinceWhole = isWhole ? 0 : TicksSinceWhole;
        _proven = proves ? header.Tick : _proven;
        _late = header.Late;
        _turnsSinceMargin = header.Margin == SnapshotHeader.NoMargin ? _turnsSinceMargin + 1 : 1;
    }

    /// <summary>It was sent.</summary>
    public void NoteSent(int bodyBytes, int datagrams, bool isNew)
    {
        _meter.Note(bodyBytes, datagrams, isNew);
        Budget.NoteSent();
    }
}
