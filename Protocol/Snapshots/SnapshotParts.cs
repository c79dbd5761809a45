using Ecs.Protocol.Messages;
using Ecs.Simulation.Values;

namespace Ecs.Protocol.Snapshots;

/// <summary>Cuts a snapshot's body into messages that the stream carries.</summary>
public static class SnapshotParts
{
    /// <summary>Bytes of a part's body on a path.</summary>
    /// <param name="pathBytes"><see cref="Limits.ShortestPath"/> to <see cref="Limits.LongestPath"/>.</param>
    public static int BytesFor(int pathBytes) => pathBytes - (Limits.LongestPath - Limits.SnapshotPartBytes);

    /// <summary>Parts that a body of so many bytes needs; 1 to <see cref="Limits.SnapshotParts"/>.</summary>
    public static int CountOf(int bodyBytes, int partBytes = Limits.SnapshotPartBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bodyBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bodyBytes, Limits.SnapshotBodyBytes);
        return (bodyBytes + partBytes - 1) / partBytes;
    }

    /// <summary>One part of the body; all are full but the last.</summary>
    public static SnapshotPart Cut(Tick tick, ReadOnlyMemory<byte> body, int index, int partBytes = Limits.SnapshotPartBytes)
    {
        var count = CountOf(body.Length, partBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
        var start = index * partBytes;
        var length = Math.Min(partBytes, body.Length - start);
        return new(tick, (byte)index, (byte)count, body.Slice(start, length));
    }
}
