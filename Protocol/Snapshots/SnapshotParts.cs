using Ecs.Protocol.Messages;
using Ecs.Simulation;

namespace Ecs.Protocol.Snapshots;

/// <summary>Cuts a snapshot's body into messages that the stream carries.</summary>
public static class SnapshotParts
{
    /// <summary>Parts that a body of so many bytes needs; 1 to <see cref="Limits.SnapshotParts"/>.</summary>
    public static int CountOf(int bodyBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bodyBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bodyBytes, Limits.SnapshotBodyBytes);
        return (bodyBytes + Limits.SnapshotPartBytes - 1) / Limits.SnapshotPartBytes;
    }

    /// <summary>One part of the body; all are full but the last.</summary>
    public static SnapshotPart Cut(Tick tick, ReadOnlyMemory<byte> body, int index)
    {
        var count = CountOf(body.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
        var start = index * Limits.SnapshotPartBytes;
        var length = Math.Min(Limits.SnapshotPartBytes, body.Length - start);
        return new(tick, (byte)index, (byte)count, body.Slice(start, length));
    }
}
