using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Answers a <see cref="PathProbe"/> with a datagram of the same length.</summary>
/// <param name="Bytes">Of the datagram.</param>
public readonly record struct PathEcho(ushort Bytes) : IMessage<PathEcho>
{
    public static MessageId Id => MessageId.PathEcho;

    public static Lane Lane => Lane.Stream;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer) => PathPadding.Write(ref writer, Bytes);

    public static bool TryRead(ref MessagePackReader reader, out PathEcho message)
    {
        var inRange = PathPadding.TryRead(ref reader, out var bytes);
        message = new(bytes);
        return inRange;
    }
}
