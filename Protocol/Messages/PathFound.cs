using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The longest datagram that came back: from now on the server may send this client so long ones.</summary>
/// <param name="Bytes"><see cref="Limits.ShortestPath"/> to <see cref="Limits.LongestPath"/>.</param>
public readonly record struct PathFound(ushort Bytes) : IMessage<PathFound>
{
    public static MessageId Id => MessageId.PathFound;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer) => writer.Write(Bytes);

    public static bool TryRead(ref MessagePackReader reader, out PathFound message)
    {
        message = new(reader.ReadUInt16());
        return message.Bytes is >= Limits.ShortestPath and <= Limits.LongestPath;
    }
}
