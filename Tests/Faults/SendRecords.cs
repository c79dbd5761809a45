using Ecs.Protocol;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Faults;

/// <summary>What the server sends over one connection, by ticks: not too often, not too much in any second, and with proofs.</summary>
internal sealed class SendRecords(FaultRun run, Connection connection)
{
    /// <summary>Heads of IPv4 and UDP.</summary>
    private const int DatagramBytes = 28;

    /// <summary>Ticks, of which 60 are a second.</summary>
    private const int Second = 60;
    private const int WholePause = Second / 10;

    /// <summary>In which whoever comes is told everything.</summary>
    public const int JoinTicks = 2 * Second;

    private readonly long[] _ticks = new long[Second + 1];
    private readonly long[] _bytes = new long[Second + 1];
    private long _snapshotBytes;
    private Tick _sent;
    private Tick _whole;
    private long _wholeTick = -1;
    private Tick _proven;
    private long _bytesOut;
    private long _packetsOut;

    public PeerTraffic Traffic => new(0, _bytesOut, _packetsOut, 0);

    /// <summary>A message goes out.</summary>
    public void Judge(Lane lane, ReadOnlyMemory<byte> message)
    {
        var now = run.Server.Clock.Ticks;
        var length = message.Length + (lane == Lane.Control ? Limits.ControlHeadBytes : Limits.DatagramHeadBytes);
        if (lane == Lane.Stream && SnapshotPart.TryRead(message, run.Room.World.Tick, out var part) == ReadFault.None)
        {
            if (part.Index == 0)
                JudgeSnapshot(in part, now);
            JudgeBudget(now, length + DatagramBytes);
        }

        _bytesOut += length;
        _packetsOut++;
        var place = now % _ticks.Length;
        _bytes[place] = _ticks[place] == now ? _bytes[place] + length + DatagramBytes : length + DatagramBytes;
        _ticks[place] = now;
    }

    private void JudgeSnapshot(in SnapshotPart part, long now)
    {
        if (connection.SnapshotSentAt >= 0 && now - connection.SnapshotSentAt < run.Room.Options.SnapshotDivisor)
            throw new FaultException("send-rate", $"{connection.Number} gets snapshot {part.Tick} only {now - connection.SnapshotSentAt} ticks after {_sent}");

        var isWhole = (part.Flags & SnapshotFlags.Whole) != 0;
        if (isWhole && part.Tick != _whole)
        {
            // Who has said that it has the last one may be told the next.
            var isHeard = connection.Acknowledged != default && !_whole.IsNewerThan(connection.Acknowledged);
            if (_wholeTick >= 0 && now - _wholeTick < WholePause && !isHeard)
                throw new FaultException("whole-rate", $"{connection.Number} is told everything at tick {part.Tick}, {now - _wholeTick} ticks after it was told everything");
            (_whole, _wholeTick) = (part.Tick, now);
        }

        _proven = (part.Flags & SnapshotFlags.Proof) != 0 ? part.Tick : _proven;
        if (part.Tick.Since(_proven) >= Second)
            throw new FaultException("proof", $"{connection.Number} has had no proof since tick {_proven} at tick {part.Tick}");

        (_snapshotBytes, _sent, connection.SnapshotSentAt) = (0, part.Tick, now);
    }

    /// <summary>In any second snapshots take no more than everything else has left of the budget.</summary>
    private void JudgeBudget(long now, int bytes)
    {
        _snapshotBytes += bytes;
        connection.SnapshotsSince = connection.SnapshotsSince < 0 ? now : connection.SnapshotsSince;
        connection.JoinBytes += now - connection.SnapshotsSince < JoinTicks ? bytes : 0;
        var before = 0L;
        for (var place = 0; place < _ticks.Length; place++)
            before += _ticks[place] < now && _ticks[place] >= now - Second ? _bytes[place] : 0;

        if (before + _snapshotBytes > run.Plan.Budget)
            throw new FaultException("budget", $"{connection.Number} is sent {_snapshotBytes} bytes of snapshot {_sent} after {before} bytes in the second before, of {run.Plan.Budget}");
    }
}
