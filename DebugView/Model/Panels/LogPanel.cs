using System.Globalization;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>What happened, newest line last, up to the shown moment.</summary>
public static class LogPanel
{
    private const float Row = 13;
    private const float TickWidth = 52;

    public static void Draw(PanelContext context, in Area area)
    {
        Area inside = context.Open(Part.Log, area, "Events");
        BoundedLog<LogLine> lines = context.Chronicle.Lines;
        int end = lines.CountUpTo(context.Frame.Number);
        int first = Math.Max(0, end - (int)(inside.Height / Row));
        for (int index = first; index < end; index++)
        {
            LogLine line = lines[index];
            float y = inside.Y + ((index - first) * Row);
            context.List.Text(line.Tick.ToString(CultureInfo.InvariantCulture), inside.X, y, Palette.Dim, TickWidth - 6);
            context.List.Text(line.Text, inside.X + TickWidth, y, ColorOf(line.Kind), inside.Width - TickWidth);
        }
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
