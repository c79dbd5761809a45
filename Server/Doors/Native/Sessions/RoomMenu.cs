using Ecs.Protocol.Messages;
using Ecs.Server.Rooms;
using Ecs.Simulation.Maps;

namespace Ecs.Server.Doors.Native.Sessions;

/// <summary>The rooms as clients are told of them, and whether what they were told is still so: which there are, and on which maps.</summary>
internal sealed class RoomMenu(RoomTable rooms)
{
    private readonly List<(Room Room, Map Map)> _told = Of(rooms);

    public static RoomList ListOf(RoomTable rooms)
    {
        var entries = new RoomEntry[rooms.All.Count];
        for (var index = 0; index < entries.Length; index++)
        {
            var room = rooms.All[index];
            entries[index] = new(
                room.Name,
                room.Options.Mode,
                room.World.Map.Name,
                (ushort)room.PlayerCount,
                (ushort)room.BotCount,
                (ushort)room.Options.PlayerLimit,
                room.Options.IsLocked);
        }

        return new(new(entries));
    }

    /// <summary>Whether a room has opened, closed or changed its map since the last time; costs next to nothing when none has.</summary>
    public bool HasChanged()
    {
        var isSame = _told.Count == rooms.All.Count;
        for (var index = 0; isSame && index < _told.Count; index++)
            isSame = _told[index].Room == rooms.All[index] && _told[index].Map == rooms.All[index].World.Map;
        if (isSame)
            return false;

        _told.Clear();
        _told.AddRange(Of(rooms));
        return true;
    }

    private static List<(Room Room, Map Map)> Of(RoomTable rooms)
    {
        var all = new List<(Room Room, Map Map)>(rooms.All.Count);
        foreach (var room in rooms.All)
            all.Add((room, room.World.Map));
        return all;
    }
}
