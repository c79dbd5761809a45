using System.Globalization;
using Ecs.DebugView.Model.Picture;
using Ecs.Protocol.Snapshots;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// What a snapshot of the shown moment costs each client, by component. Every client is sent the same entities, so the
/// shares hold for all; how much each gets in a second stands in the list of players.
/// </summary>
public static class BytesPanel
{
    private const float Row = 13;
    private const int Rows = (SnapshotCost.FieldCount + 1) / 2;

    public static float Height => 26 + (Rows * Row);

    public static void Draw(PanelContext context, in Area area)
    {
        Span<long> bits = stackalloc long[SnapshotCost.FieldCount];
        SnapshotCost.Measure(context.Frame.View, bits);
        long sum = 0;
        foreach (var field in bits)
            sum += field;
        var inside = context.Open(Part.Bytes, area, Text($"Bytes of a snapshot by component: {Kilobytes(sum)}"));
        for (var field = 0; field < bits.Length; field++)
        {
            var width = (inside.Width / 2) - 12;
            var x = inside.X + (field / Rows * (inside.Width - width));
            var y = inside.Y + (field % Rows * Row);
            context.List.Text(NameOf((SnapshotField)field), x, y, Palette.Dim);
            context.List.TextRight(Text($"{Kilobytes(bits[field])}  {Percent(bits[field], sum),3}%"), x + width, y, Palette.Text);
        }
    }

    private static string NameOf(SnapshotField field) => field switch
    {
        SnapshotField.Mobility => "speed, flags",
        SnapshotField.Delays => "cooldown",
        SnapshotField.Thing => "things",
        _ => field.ToString().ToLowerInvariant(),
    };

    private static string Kilobytes(long bits) => bits < 8000 ? Text($"{(bits + 7) / 8} B") : Text($"{bits / 8000.0:0.0} kB");

    private static long Percent(long part, long whole) => ((part * 200) + whole) / (2 * whole);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
