using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;

namespace Ecs.Server.Doors.Native.Replication;

/// <summary>Puts the server's figures together for a room's operators; each tick adds to them, ten times a second they are told.</summary>
internal sealed class DiagnosticsWriter
{
    public const int PerSecond = 10;

    private readonly DiagnosticsPlayer[] _people = new DiagnosticsPlayer[Limits.DiagnosticsPlayers];
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
        foreach (var stream in audience)
        {
            var session = stream.Session;
            if (session.Seat is { } seat && count < _people.Length)
            {
                var traffic = session.Traffic;
                _people[count++] = new(
                    seat.Slot,
                    (ushort)Math.Clamp(session.RoundTripMilliseconds, 0, ushort.MaxValue),
                    traffic.IsKnown ? (ushort)traffic.LossPerMille : DiagnosticsPlayer.UnknownLoss,
                    (ulong)traffic.BytesOut,
                    session.AcknowledgedSnapshot);
            }
        }

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
                new(_people.AsMemory(0, count))),
            _buffer);
        return _buffer.Span;
    }

    /// <summary>A new tenth of a second begins, whether or not anybody was told of the last one.</summary>
    public void Reset()
    {
        _longest = 0;
        _sum = 0;
        _ticks = 0;
    }
}
