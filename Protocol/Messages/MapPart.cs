using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>A piece of a packed map; all of them, in order, are the map. Index 0 begins anew.</summary>
/// <param name="Hash">Of the whole map.</param>
/// <param name="Index">0 to Count - 1.</param>
/// <param name="Count">Parts of the map, 1 to <see cref="Limits.MapParts"/>.</param>
/// <param name="Body">A slice of the packet, valid as long as its bytes.</param>
public readonly record struct MapPart(ulong Hash, byte Index, byte Count, ReadOnlyMemory<byte> Body) : IMessage<MapPart>
{
    public static MessageId Id => MessageId.MapPart;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 4;

    public void Write(ref MessagePackWriter writer)
    {
        writer.Write(Hash);
        writer.Write(Index);
        writer.Write(Count);
        writer.Write(Body.Span);
    }

    public static bool TryRead(ref MessagePackReader reader, out MapPart message)
    {
        var hash = reader.ReadUInt64();
        var index = reader.ReadByte();
        var count = reader.ReadByte();
        var inRange = reader.TryReadBody(Limits.MapPartBytes, out var body);
        message = new(hash, index, count, body);
        return inRange && count is >= 1 and <= Limits.MapParts && index < count;
    }
}
