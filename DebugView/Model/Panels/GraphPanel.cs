using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// The length of the last ticks, one column each, stacked by system, with the budget of a tick as a line. The scale follows
/// the ticks in sight but for the longest few, so that the shares can be seen where a tick takes a hundredth of its budget;
/// a column that is longer than the plot is high ends in a cap.
/// </summary>
public static class GraphPanel
{
    private const float PlotHeight = 84;
    private const float Row = 12;
    private const float ColumnWidth = 2;
    private const float CapHeight = 3;

    /// <summary>One column in so many may leave the plot.</summary>
    private const int FitsBut = 50;

    public static float Height => 26 + PlotHeight + 8 + ((TickBand.All.Count + 1) / 2 * Row) + 8;

    public static void Draw(PanelContext context, in Area area)
    {
        var budget = (int)(1_000_000_000L / context.World.Facts.TickRate);
        var samples = context.Chronicle.Samples;
        var end = samples.CountUpTo(context.Frame.Number);
        var first = Math.Max(0, end - (int)((area.Width - (2 * PanelContext.Margin)) / ColumnWidth));
        var lengths = Lengths(samples, first, end);
        var isKnown = context.Frame.Figures.Has(FrameParts.Tick);
        var longest = isKnown ? $", longest {Milliseconds(lengths[^1])}" : "";
        var inside = context.Open(Part.Graph, area, "Tick time by system" + longest);
        var plot = new Area(inside.X, inside.Y, inside.Width, PlotHeight);
        context.List.Box(plot, Palette.Background);
        if (!isKnown)
        {
            context.List.Text("needs a server that tells: host it, replay it,", plot.X + 6, plot.Y + 24, Palette.Warning, plot.Width - 12);
            context.List.Text("or connect with an operator's --token", plot.X + 6, plot.Y + 38, Palette.Warning, plot.Width - 12);
            return;
        }

        var scale = ScaleOf(lengths[^(1 + (lengths.Length / FitsBut))], budget);
        for (var index = first; index < end; index++)
            Column(context.List, plot, plot.Right - ((end - index) * ColumnWidth), samples[index].Figures, scale);
        DrawScale(context.List, plot, scale, budget);
        DrawShares(context, new Area(inside.X, plot.Bottom + 6, inside.Width, inside.Bottom - plot.Bottom - 6));
    }

    /// <summary>Nanoseconds at the top of the plot: the first of 1, 2, 5, 10, ... that holds a tick so long.</summary>
    internal static float ScaleOf(int longest, int budget)
    {
        float scale = 50_000;
        for (var step = 0; scale < longest && scale < 20f * budget; step++)
            scale *= step % 3 == 2 ? 2.5f : 2;
        return scale;
    }

    /// <summary>Nanoseconds of each tick, the longest last; at least one.</summary>
    private static int[] Lengths(BoundedLog<Sample> samples, int first, int end)
    {
        var lengths = new int[Math.Max(1, end - first)];
        for (var index = first; index < end; index++)
            lengths[index - first] = samples[index].Figures.TickNanoseconds;
        Array.Sort(lengths);
        return lengths;
    }

    private static void Column(DrawList list, in Area plot, float x, in FrameFigures figures, float scale)
    {
        var left = plot.Height;
        var bottom = plot.Bottom;
        var shown = 0;
        for (var band = 0; band < TickBand.All.Count && left > 0; band++)
        {
            if (!TickBand.All[band].IsKnown(figures))
                continue;
            var nanoseconds = TickBand.All[band].Nanoseconds(figures);
            var height = Math.Min(left, nanoseconds / scale * plot.Height);
            shown += nanoseconds;
            bottom -= height;
            left -= height;
            if (height >= 0.5f)
                list.Box(new Area(x, bottom, ColumnWidth, height), Palette.Series(band));
        }

        var rest = Math.Min(left, Math.Max(0, figures.TickNanoseconds - shown) / scale * plot.Height);
        if (rest >= 0.5f)
            list.Box(new Area(x, bottom - rest, ColumnWidth, rest), Palette.Dim);
        if (figures.TickNanoseconds > scale)
            list.Box(new Area(x, plot.Y, ColumnWidth, CapHeight), Palette.Alarm);
    }

    private static void DrawScale(DrawList list, in Area plot, float scale, int budget)
    {
        Label(list, Milliseconds(scale), plot.X + 3, plot.Y + 2, Palette.Dim);
        var text = $"budget {Milliseconds(budget)}";
        if (budget > scale)
        {
            text += ", off scale";
            Label(list, text, plot.Right - 3 - list.WidthOf(text), plot.Y + 2, Palette.Warning);
            return;
        }

        var y = plot.Bottom - (budget / scale * plot.Height);
        list.Line(new Vector2(plot.X, y), new Vector2(plot.Right, y), Palette.Warning);
        Label(list, text, plot.Right - 3 - list.WidthOf(text), Math.Max(plot.Y + 2, y - 12), Palette.Warning);
    }

    /// <summary>A text on its own ground: columns may stand behind it.</summary>
    private static void Label(DrawList list, string text, float x, float y, Rgba color)
    {
        list.Box(new Area(x - 2, y - 1, list.WidthOf(text) + 4, DrawList.FontSize + 2), Palette.Background.WithAlpha(200));
        list.Text(text, x, y, color);
    }

    private static void DrawShares(PanelContext context, in Area area)
    {
        var rows = (TickBand.All.Count + 1) / 2;
        var width = area.Width / 2;
        var figures = context.Frame.Figures;
        if (!figures.Has(FrameParts.Systems))
        {
            context.List.Text("The shares of systems need a server that is hosted here,", area.X, area.Y, Palette.Warning, area.Width);
            context.List.Text("or a recording; this is the mean of ticks.", area.X, area.Y + Row, Palette.Warning, area.Width);
            return;
        }

        for (var band = 0; band < TickBand.All.Count; band++)
        {
            var x = area.X + (band / rows * width);
            var y = area.Y + (band % rows * Row);
            var isKnown = TickBand.All[band].IsKnown(figures);
            context.List.Box(new Area(x, y + 2, 7, 7), Palette.Series(band));
            context.List.Text(TickBand.All[band].Name, x + 12, y, isKnown ? Palette.Text : Palette.Dim, width - 70);
            var share = isKnown ? Microseconds(TickBand.All[band].Nanoseconds(figures)) : "-";
            context.List.TextRight(share, x + width - 10, y, Palette.Dim);
        }
    }

    private static string Milliseconds(float nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6f:0.##} ms");

    private static string Microseconds(int nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3f:0.0} us");
}
