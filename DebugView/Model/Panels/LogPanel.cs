using System.Globalization;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>What happened, newest line last, up to the shown moment; the wheel goes back.</summary>
public static class LogPanel
{
    private const float TickWidth = 52;

    public static void Draw(PanelContext context, in Area area)
    {
        var lines = context.Chronicle.Lines;
        var end = lines.CountUpTo(context.Frame.Number);
        var skipped = context.Scrolls.Of(Part.Log);
        var inside = context.Open(Part.Log, area, skipped == 0 ? "Events" : $"Events ({skipped} rows further on)");
        var list = context.List;
        var width = inside.Width - TickWidth;
        var x = inside.X;
        List<string> LinesOf(int entry) => TextWrap.Lines(list, lines[entry].Text, width);
        RowsFromEnd.Draw(context.Scrolls, Part.Log, inside, end, LinesOf, (entry, part, text, y) =>
        {
            if (part == 0)
                list.Text(lines[entry].Tick.ToString(CultureInfo.InvariantCulture), x, y, Palette.Dim, TickWidth - 6);
            list.Text(text, x + TickWidth, y, ColorOf(lines[entry].Kind), width);
        });
    }

    private static Rgba ColorOf(LogKind kind) => kind switch
    {
        LogKind.Death => Palette.Alarm,
        LogKind.Chat => Palette.Good,
        LogKind.Notice => Palette.Heading,
        LogKind.Overrun => Palette.Warning,
        _ => Palette.Text,
    };
}
