using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>Puts the server's figures together for a room's operators; each tick adds to them, ten times a second they are told.</summary>
/// <param name="components">Of the room, as many as travel.</param>
internal sealed class DiagnosticsWriter(int components)
{
    public const int PerSecond = 10;

    private readonly DiagnosticsPlayer[] _people = new DiagnosticsPlayer[Limits.DiagnosticsPlayers];
    private readonly long[] _causes = new long[TrafficShares.NativeCauses.Count];
    private readonly long[] _components = new long[components];
    private readonly ulong[] _causesTold = new ulong[TrafficShares.NativeCauses.Count];
    private readonly ulong[] _componentsTold = new ulong[components];
    private readonly PacketBuffer _buffer = new();
    private long _longest;
    private long _sum;
    private int _ticks;

    /// <summary>Takes the last finished tick in.</summary>
    public void Add(TickFigures figures)
    {
        _longest = Math.Max(_longest, figures.LastDuration);
        _sum += figures.LastDuration;
        _ticks++;
    }

    /// <summary>The message about everything since the last reset; valid until the next call.</summary>
    public ReadOnlySpan<byte> Write(ReadOnlySpan<SnapshotStream> audience, ServerMetrics metrics)
    {
        var count = 0;
        Array.Clear(_causes);
        Array.Clear(_components);
        foreach (var stream in audience)
        {
            var session = stream.Session;
            session.AddTraffic(_causes, _components);
            if (session.Seat is { } seat && count < _people.Length)
            {
                var traffic = session.Traffic;
                _people[count++] = new(
                    seat.Slot,
                    (ushort)Math.Clamp(session.RoundTripMilliseconds, 0, ushort.MaxValue),
                    traffic.IsKnown ? (ushort)traffic.LossPerMille : DiagnosticsPlayer.UnknownLoss,
                    (ulong)traffic.BytesOut,
                    session.AcknowledgedSnapshot,
                    (ushort)Math.Min(stream.Encoder.Held, ushort.MaxValue));
            }
        }

        Tell(_causes, _causesTold);
        Tell(_components, _componentsTold);

        MessageCodec.Encode(
            new Diagnostics(
                (ulong)metrics.Tick.Run,
                (uint)(_ticks == 0 ? 0 : _sum / _ticks),
                (uint)Math.Min(_longest, uint.MaxValue),
                (uint)Math.Min(metrics.Tick.CurrentLateness, uint.MaxValue),
                (ulong)metrics.Tick.Skipped,
                (ulong)metrics.Tick.AllocatedBytes,
                (uint)GC.CollectionCount(0),
                (ushort)Math.Min(metrics.Players, ushort.MaxValue),
                (ushort)Math.Min(metrics.Sessions, ushort.MaxValue),
                (ulong)metrics.BytesIn,
                (ulong)metrics.BytesOut,
                (ulong)metrics.PacketsIn,
                (ulong)metrics.PacketsOut,
                new(_people.AsMemory(0, count)),
                new(_causesTold),
                new(_componentsTold)),
            _buffer);
        return _buffer.Span;
    }

    private static void Tell(long[] counted, ulong[] told)
    {
        for (var index = 0; index < told.Length; index++)
            told[index] = (ulong)counted[index];
    }

    /// <summary>A new tenth of a second begins, whether or not anybody was told of the last one.</summary>
    public void Reset()
    {
        _longest = 0;
        _sum = 0;
        _ticks = 0;
    }
}
