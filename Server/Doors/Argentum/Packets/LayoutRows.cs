namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>Tables of layouts by ranges of a byte, spread out for looking up.</summary>
internal static class LayoutRows
{
    /// <summary>256 entries; null where no row is.</summary>
    public static string?[] Spread(ReadOnlySpan<(byte First, byte Last, string Layout)> rows)
    {
        var layouts = new string?[byte.MaxValue + 1];
        foreach (var (first, last, layout) in rows)
            Array.Fill(layouts, layout, first, last - first + 1);

        return layouts;
    }
}
