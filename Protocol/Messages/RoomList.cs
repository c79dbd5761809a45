using MessagePack;

namespace Ecs.Protocol.Messages;

/// <summary>The rooms of the server: asked for, or because one has opened, closed or changed its map.</summary>
/// <param name="Rooms">At most <see cref="Limits.ListedRooms"/>; more are not sent.</param>
public readonly record struct RoomList(WireList<RoomEntry, RoomEntry> Rooms) : IMessage<RoomList>
{
    public static MessageId Id => MessageId.RoomList;

    public static Lane Lane => Lane.Control;

    public static int FieldCount => 1;

    public void Write(ref MessagePackWriter writer)
    {
        Rooms.Write(ref writer, Limits.ListedRooms);
    }

    public static bool TryRead(ref MessagePackReader reader, out RoomList message)
    {
        var inRange = WireList<RoomEntry, RoomEntry>.TryRead(ref reader, Limits.ListedRooms, out var rooms);
        message = new(rooms);
        return inRange;
    }
}
