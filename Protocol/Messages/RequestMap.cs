using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Asks for the map of the room that one is in, as <see cref="MapPart"/>s.</summary>
/// <param name="Hash">As <see cref="Entered"/> names it.</param>
public readonly record struct RequestMap(ulong Hash) : IMessage<RequestMap>
{
    public static MessageId Id => MessageId.RequestMap;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer) => writer.Write(Hash);

    public static bool TryRead(ref MessagePackReader reader, out RequestMap message)
    {
        message = new(reader.ReadUInt64());
        return true;
    }
}
