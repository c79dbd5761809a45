using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>The rooms as clients are told of them, and whether what they were told is still so. With another map a room is another room.</summary>
internal sealed class RoomMenu(RoomTable rooms)
{
    private readonly List<Room> _told = [.. rooms.All];

    public static RoomList ListOf(RoomTable rooms)
    {
        var entries = new RoomEntry[rooms.All.Count];
        for (var index = 0; index < entries.Length; index++)
            entries[index] = EntryOf(rooms.All[index]);

        return new(new(entries));
    }

    public static RoomEntry EntryOf(Room room) => new(
        room.Name,
        room.Options.Mode,
        room.World.Map.Name,
        (ushort)room.PlayerCount,
        (ushort)room.BotCount,
        (ushort)room.Options.PlayerLimit,
        room.Options.IsLocked);

    /// <summary>Whether a room has opened, closed or changed its map since the last time; costs next to nothing when none has.</summary>
    public bool HasChanged()
    {
        var isSame = _told.Count == rooms.All.Count;
        for (var index = 0; isSame && index < _told.Count; index++)
            isSame = _told[index] == rooms.All[index];
        if (isSame)
            return false;

        _told.Clear();
        _told.AddRange(rooms.All);
        return true;
    }
}
