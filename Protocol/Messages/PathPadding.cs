using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A number and as many bytes of nothing that the message is as long as the number says.</summary>
internal static class PathPadding
{
    // Array, id, number as u16, and the head of bin16.
    private const int Before = 1 + 1 + 3 + 3;

    private static readonly byte[] Nothing = new byte[Limits.StreamBytes];

    public static void Write(ref MessagePackWriter writer, ushort bytes)
    {
        writer.WriteUInt16(bytes);
        writer.Write(Nothing.AsSpan(0, bytes - Limits.DatagramHeadBytes - Before));
    }

    public static bool TryRead(ref MessagePackReader reader, out ushort bytes)
    {
        bytes = reader.ReadUInt16();
        var inRange = reader.TryReadBody(Limits.StreamBytes, out var padding) && bytes is >= Limits.ShortestPath and <= Limits.LongestPath;
        return inRange && padding.Length == bytes - Limits.DatagramHeadBytes - Before;
    }
}
