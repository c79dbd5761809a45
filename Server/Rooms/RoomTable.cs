namespace Ecs.Server.Rooms;

/// <summary>The rooms of the process, in the order in which they were opened; the first is the default.</summary>
public sealed class RoomTable
{
    /// <summary>
    /// Worlds in one process: the threads of one tick step all of them, and each may hold a file open for its recording.
    /// </summary>
    public const int Limit = 256;

    private readonly List<Room> _rooms = [];

    public IReadOnlyList<Room> All => _rooms;

    public int PlayerCount
    {
        get
        {
            var count = 0;
            foreach (var room in _rooms)
                count += room.PlayerCount;

            return count;
        }
    }

    /// <exception cref="InvalidOperationException">There are <see cref="Limit"/> rooms, or the name is taken.</exception>
    public void Add(Room room)
    {
        if (_rooms.Count >= Limit || Find(room.Name) is { } other && other.Name == room.Name)
            throw new InvalidOperationException($"no place for a room called {room.Name}");

        _rooms.Add(room);
    }

    /// <summary>The room of that name in any case, or null.</summary>
    public Room? Named(string name) => _rooms.Find(room => room.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    /// <summary>Another room takes the place of one.</summary>
    public void Replace(Room room, Room next) => _rooms[_rooms.IndexOf(room)] = next;

    public void Remove(Room room) => _rooms.Remove(room);

    /// <summary>The room of that name, else the first of that mode that is not locked; the default room for an empty name; null when there is none.</summary>
    public Room? Find(string wanted)
    {
        if (wanted.Length == 0)
            return _rooms.Count == 0 ? null : _rooms[0];

        Room? ofMode = null;
        foreach (var room in _rooms)
        {
            if (string.Equals(room.Name, wanted, StringComparison.Ordinal))
                return room;

            if (ofMode is null && !room.Options.IsLocked && string.Equals(room.Options.Mode, wanted, StringComparison.Ordinal))
                ofMode = room;
        }

        return ofMode;
    }
}
