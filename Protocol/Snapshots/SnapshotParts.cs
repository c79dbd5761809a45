using Ecs.Simulation.Values;

namespace Ecs.Protocol.Snapshots;

/// <summary>Cuts a snapshot's body into messages that the stream carries.</summary>
public static class SnapshotParts
{
    /// <summary>Bytes of the body of a snapshot that is one part, on a path.</summary>
    /// <param name="pathBytes"><see cref="Limits.ShortestPath"/> to <see cref="Limits.LongestPath"/>.</param>
    public static int WholeBytes(int pathBytes) => Math.Min(Limits.SnapshotPartBytes, pathBytes - Limits.DatagramHeadBytes - SnapshotPart.HeadBytes);

    /// <summary>Bytes of the body of one of several parts.</summary>
    /// <inheritdoc cref="WholeBytes"/>
    public static int PartBytes(int pathBytes) => Math.Min(Limits.SnapshotPartBytes, pathBytes - Limits.DatagramHeadBytes - SnapshotPart.LongHeadBytes);

    /// <summary>Parts that a body of so many bytes needs; 1 to <see cref="Limits.SnapshotParts"/>.</summary>
    public static int CountOf(int bodyBytes, int pathBytes = Limits.LongestPath)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(bodyBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(bodyBytes, Limits.SnapshotBodyBytes);
        var bytes = PartBytes(pathBytes);
        return bodyBytes <= WholeBytes(pathBytes) ? 1 : (bodyBytes + bytes - 1) / bytes;
    }

    /// <summary>Bytes on the wire of a snapshot in so many parts beside its body: the heads of the parts, of their datagrams, and of IPv4 and UDP.</summary>
    public static int HeadBytesOf(int parts) =>
        parts * (Limits.OuterHeadBytes + Limits.DatagramHeadBytes + (parts > 1 ? SnapshotPart.LongHeadBytes : SnapshotPart.HeadBytes));

    /// <summary>One part of the body; all are full but the last.</summary>
    public static SnapshotPart Cut(SnapshotFlags flags, Tick tick, ReadOnlyMemory<byte> body, int index, int pathBytes = Limits.LongestPath)
    {
        var count = CountOf(body.Length, pathBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)count);
        if (count == 1)
            return new(flags, tick, 0, 1, body);

        var start = index * PartBytes(pathBytes);
        return new(flags, tick, (byte)index, (byte)count, body.Slice(start, Math.Min(PartBytes(pathBytes), body.Length - start)));
    }
}
