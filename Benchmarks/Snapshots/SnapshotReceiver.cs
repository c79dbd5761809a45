using Ecs.Protocol.Replicas;
using Ecs.Protocol.Snapshots;
using Ecs.Server.Rooms;
using Ecs.Simulation.Values;

namespace Ecs.Benchmarks.Snapshots;

/// <summary>One client that gets every snapshot and says so before the next one.</summary>
internal sealed class SnapshotReceiver(ReplicaStates states, SightingMarks marks, Seat seat)
{
    private readonly SnapshotDecoder _decoder = new(states.Codes);
    private readonly ReplicaPicture _got = new();
    private readonly ReplicaPicture _expected = new();

    private readonly SnapshotSpending _spending = new(states.Codes.Components.Count);
    private SnapshotEncoder? _encoder;

    public SnapshotEncoder Encoder => _encoder ??= new SnapshotEncoder(states, marks, _spending);

    public SnapshotSpending Spending => _spending;

    public Seat Seat => seat;

    /// <summary>Reads a snapshot; throws when it brings anything but what it should.</summary>
    public void Read(Tick tick, SnapshotFlags flags, ReadOnlySpan<byte> body)
    {
        Encoder.CopyNewest(_expected);
        if (!_decoder.TryDecode(tick, flags, body, _got, out _) || !_expected.Equals(_got, out _))
            throw new InvalidDataException($"the snapshot of tick {tick} for seat {seat.Slot.Value} does not bring what it should");
    }

    /// <summary>Bytes of what it holds now, written plainly.</summary>
    public long PlainBytes(PlainCodec plain)
    {
        Encoder.CopyNewest(_expected);
        return plain.BytesOf(_expected);
    }
}
