using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>Entries of different heights, written upwards from the lower edge of a panel: the newest is seen whole.</summary>
internal static class RowsFromEnd
{
    public const float Row = 13;

    /// <summary>Writes entries until the area is full.</summary>
    /// <param name="scrolls">Tells how many rows at the end lie below the panel.</param>
    /// <param name="panel">The one that is drawn.</param>
    /// <param name="area">Where; its height decides how many rows there are.</param>
    /// <param name="count">Entries there are.</param>
    /// <param name="linesOf">The lines of an entry.</param>
    /// <param name="write">Writes a line: the entry, which of its lines it is, the line, and where.</param>
    public static void Draw(
        Scrolls scrolls, Part panel, in Area area, int count, Func<int, List<string>> linesOf, Action<int, int, string, float> write)
    {
        var rows = (int)(area.Height / Row);
        var shown = new List<(int Entry, int Part, string Line)>();
        for (var entry = count - 1; entry >= 0 && shown.Count < rows + scrolls.Of(panel); entry--)
        {
            var lines = linesOf(entry);
            for (var line = lines.Count - 1; line >= 0; line--)
                shown.Add((entry, line, lines[line]));
        }

        // A panel that is not full is filled from above.
        var skipped = scrolls.Of(panel, shown.Count - rows);
        var visible = Math.Min(rows, shown.Count - skipped);
        for (var row = 0; row < visible; row++)
        {
            (var entry, var part, var line) = shown[skipped + visible - 1 - row];
            write(entry, part, line, area.Y + (row * Row));
        }
    }
}
