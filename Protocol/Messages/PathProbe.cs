using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>
/// As long as the datagram that it tries; answered by a <see cref="PathEcho"/> of the same length, so that both directions are tried.
/// </summary>
/// <param name="Bytes">Of the datagram, <see cref="Limits.ShortestPath"/> to <see cref="Limits.LongestPath"/>.</param>
public readonly record struct PathProbe(ushort Bytes) : IMessage<PathProbe>
{
    public static MessageId Id => MessageId.PathProbe;

    public static Lane Lane => Lane.Stream;

    public static int FieldCount => 2;

    public void Write(ref MessagePackWriter writer) => PathPadding.Write(ref writer, Bytes);

    public static bool TryRead(ref MessagePackReader reader, out PathProbe message)
    {
        var inRange = PathPadding.TryRead(ref reader, out var bytes);
        message = new(bytes);
        return inRange;
    }
}
