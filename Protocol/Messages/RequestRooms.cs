using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>Asks for the <see cref="RoomList"/>.</summary>
public readonly record struct RequestRooms : IMessage<RequestRooms>
{
    public static MessageId Id => MessageId.RequestRooms;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 0;

    public void Write(ref MessagePackWriter writer)
    {
        // The id says everything.
    }

    public static bool TryRead(ref MessagePackReader reader, out RequestRooms message)
    {
        message = default;
        return true;
    }
}
