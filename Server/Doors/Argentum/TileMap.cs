namespace Ecs.Server.Doors.Argentum;

/// <summary>Headings of the wire: 1 north, 2 east, 3 south, 4 west.</summary>
internal static class TileMap
{
    /// <summary>The tile next to (x, y) in that direction; the same tile when it is no heading.</summary>
    public static (int X, int Y) Ahead(int x, int y, int heading) => heading switch
    {
        1 => (x, y - 1),
        2 => (x + 1, y),
        3 => (x, y + 1),
        4 => (x - 1, y),
        _ => (x, y),
    };
}
