using Ecs.Client;
using Ecs.Protocol.Replicas;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Faults;

/// <summary>One connection as both of its ends know it, and what was said on it.</summary>
internal sealed class Connection(int number, FaultClient? client, Line line)
{
    private const int Kept = 512;

    private readonly ReplicaPicture?[] _told = new ReplicaPicture?[Kept];

    public int Number => number;

    /// <summary>Null for somebody who means harm.</summary>
    public FaultClient? Client => client;

    public Line Line => line;

    /// <summary>The client library's end; null for somebody who means harm.</summary>
    public GameClient? Game { get; set; }

    /// <summary>The server's end; null before it has one.</summary>
    public Peer? Peer { get; set; }

    public NativeGuest? Session => Peer?.Owner as NativeGuest;

    /// <summary>What either side said on the control lane, and how much of it the other has heard.</summary>
    public ControlFlow Up { get; } = new();

    /// <inheritdoc cref="Up"/>
    public ControlFlow Down { get; } = new();

    public InputOracle Inputs { get; } = new();

    /// <summary>When the client's end was cut for good; the server's time.</summary>
    public TimeSpan? CutAt { get; set; }

    /// <summary>When the server last heard something; the server's time.</summary>
    public TimeSpan HeardAt { get; set; }

    /// <summary>When the client said goodbye; the server's time.</summary>
    public TimeSpan? LeftAt { get; set; }

    /// <summary>The server tick of the last snapshot that went out; -1 before.</summary>
    public long SnapshotSentAt { get; set; } = -1;

    /// <summary>The server tick of the first snapshot that went out; -1 before.</summary>
    public long SnapshotsSince { get; set; } = -1;

    /// <summary>Bytes of snapshots, with their heads, in the two seconds from the first one on.</summary>
    public int JoinBytes { get; set; }

    /// <summary>The newest snapshot that its session says to have; 0 for none.</summary>
    public Tick Acknowledged => Session?.AcknowledgedSnapshot ?? default;

    /// <summary>Keeps what a snapshot that goes out should bring.</summary>
    public void Keep(ReplicaPicture picture) => _told[picture.Tick.Value % Kept] = picture;

    /// <summary>What the snapshot of a tick should have brought; null when none went out.</summary>
    public ReplicaPicture? Told(Tick tick) => _told[tick.Value % Kept] is { } picture && picture.Tick == tick ? picture : null;
}

/// <summary>One direction of a control lane: what was said must be heard once, in order and unchanged.</summary>
internal sealed class ControlFlow
{
    private readonly List<ulong> _said = [];

    public int Heard { get; private set; }

    public int Said => _said.Count;

    public void Say(ReadOnlySpan<byte> message) => _said.Add(PacketTrace.HashOf(message));

    public bool TryHear(ReadOnlySpan<byte> message) =>
        Heard < _said.Count && _said[Heard++] == PacketTrace.HashOf(message);
}
