using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// The length of the last ticks, one column each, stacked by system, with the budget of a tick as a line. The scale follows
/// the longest tick in sight, so that the shares can be seen where a tick takes a hundredth of its budget.
/// </summary>
public static class GraphPanel
{
    private const float PlotHeight = 84;
    private const float Row = 12;
    private const float ColumnWidth = 2;

    public static float Height => 26 + PlotHeight + 8 + ((TickBand.All.Count + 1) / 2 * Row) + 8;

    public static void Draw(PanelContext context, in Area area)
    {
        Area inside = context.Open(Part.Graph, area, "Tick time by system");
        int budget = (int)(1_000_000_000L / context.World.Facts.TickRate);
        var plot = new Area(inside.X, inside.Y, inside.Width, PlotHeight);
        context.List.Box(plot, Palette.Background);
        BoundedLog<Sample> samples = context.Chronicle.Samples;
        int end = samples.CountUpTo(context.Frame.Number);
        int first = Math.Max(0, end - (int)(plot.Width / ColumnWidth));
        int longest = Longest(samples, first, end);
        if (!context.Frame.Figures.Has(FrameParts.Tick))
        {
            context.List.Text("needs a server that tells: host it, replay it,", plot.X + 6, plot.Y + 24, Palette.Warning, plot.Width - 12);
            context.List.Text("or connect with an operator's --token", plot.X + 6, plot.Y + 38, Palette.Warning, plot.Width - 12);
            return;
        }

        float scale = ScaleOf(longest, budget);
        for (int index = first; index < end; index++)
            Column(context.List, plot, plot.Right - ((end - index) * ColumnWidth), samples[index].Figures, scale);
        DrawScale(context.List, plot, scale, budget);
        DrawShares(context, new Area(inside.X, plot.Bottom + 6, inside.Width, inside.Bottom - plot.Bottom - 6));
    }

    /// <summary>Nanoseconds at the top of the plot: the first of 1, 2, 5, 10, ... that holds the longest tick.</summary>
    internal static float ScaleOf(int longest, int budget)
    {
        float scale = 50_000;
        for (int step = 0; scale < longest && scale < 20f * budget; step++)
            scale *= step % 3 == 2 ? 2.5f : 2;
        return scale;
    }

    private static int Longest(BoundedLog<Sample> samples, int first, int end)
    {
        int longest = 0;
        for (int index = first; index < end; index++)
            longest = Math.Max(longest, samples[index].Figures.TickNanoseconds);
        return longest;
    }

    private static void Column(DrawList list, in Area plot, float x, in FrameFigures figures, float scale)
    {
        float left = plot.Height;
        float bottom = plot.Bottom;
        int shown = 0;
        for (int band = 0; band < TickBand.All.Count && left > 0; band++)
        {
            if (!TickBand.All[band].IsKnown(figures))
                continue;
            int nanoseconds = TickBand.All[band].Nanoseconds(figures);
            float height = Math.Min(left, nanoseconds / scale * plot.Height);
            shown += nanoseconds;
            bottom -= height;
            left -= height;
            if (height >= 0.5f)
                list.Box(new Area(x, bottom, ColumnWidth, height), Palette.Series(band));
        }

        float rest = Math.Min(left, Math.Max(0, figures.TickNanoseconds - shown) / scale * plot.Height);
        if (rest >= 0.5f)
            list.Box(new Area(x, bottom - rest, ColumnWidth, rest), Palette.Dim);
    }

    private static void DrawScale(DrawList list, in Area plot, float scale, int budget)
    {
        list.Text(Milliseconds(scale), plot.X + 3, plot.Y + 2, Palette.Dim);
        string text = $"budget {Milliseconds(budget)}";
        if (budget > scale)
        {
            list.TextRight(text + ", above", plot.Right - 3, plot.Y + 2, Palette.Warning);
            return;
        }

        float y = plot.Bottom - (budget / scale * plot.Height);
        list.Line(new Vector2(plot.X, y), new Vector2(plot.Right, y), Palette.Warning);
        list.TextRight(text, plot.Right - 3, Math.Max(plot.Y + 2, y - 12), Palette.Warning);
    }

    private static void DrawShares(PanelContext context, in Area area)
    {
        int rows = (TickBand.All.Count + 1) / 2;
        float width = area.Width / 2;
        FrameFigures figures = context.Frame.Figures;
        for (int band = 0; band < TickBand.All.Count; band++)
        {
            float x = area.X + (band / rows * width);
            float y = area.Y + (band % rows * Row);
            bool isKnown = TickBand.All[band].IsKnown(figures);
            context.List.Box(new Area(x, y + 2, 7, 7), Palette.Series(band));
            context.List.Text(TickBand.All[band].Name, x + 12, y, isKnown ? Palette.Text : Palette.Dim, width - 70);
            string share = isKnown ? Microseconds(TickBand.All[band].Nanoseconds(figures)) : "-";
            context.List.TextRight(share, x + width - 10, y, Palette.Dim);
        }
    }

    private static string Milliseconds(float nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e6f:0.##} ms");

    private static string Microseconds(int nanoseconds) =>
        string.Create(CultureInfo.InvariantCulture, $"{nanoseconds / 1e3f:0.0} us");
}
