using System.Globalization;
using System.Numerics;
using Ecs.Client;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Play;

namespace Ecs.DebugView.Model.Panels;

/// <summary>
/// The net graph of whoever plays: the way there and back and how far others are drawn behind, a column for each moment; red is the part of the
/// snapshots that is lost, marks at the top corrections. Below it the numbers, corrections by reason and bytes by component.
/// </summary>
public static class NetPanel
{
    private const float PlotHeight = 70;
    private const float Row = 13;
    private const int Rows = 10;
    private const float ColumnWidth = 2;
    private const float MarkHeight = 5;
    private const float LossHeights = 4;    // a quarter of the snapshots lost fills the plot
    private const float SmallestScale = 50; // milliseconds
    private const float Gap = 6;

    public static float Height => 26 + PlotHeight + 6 + (Rows * Row) + 4;

    public static void Draw(PanelContext context, PlayFigures figures, in Area area)
    {
        var now = figures.Net?.Now ?? default;
        var inside = context.Open(Part.Net, area, Text($"Net: {now.RoundTrip.TotalMilliseconds:0} ms there and back"));
        var plot = new Area(inside.X, inside.Y, inside.Width, PlotHeight);
        context.List.Box(plot, Palette.Background);
        if (figures.Net is { } net)
            DrawPlot(context.List, net, 1000f / context.World.Facts.TickRate, plot);
        var top = plot.Bottom + 6;
        var half = (inside.Width / 2) - 8;
        var left = new Column(context.List, inside.X, half, top);
        left.Add("jitter", Text($"{now.Jitter.TotalMilliseconds:0.0} ms"));
        left.Add("loss", Text($"{now.Loss * 100:0.0} %"));
        left.Add("others behind", Text($"{now.BufferTicks:0.0} ticks"));
        left.Add("own ahead", Text($"{figures.AheadTicks} ticks"));
        foreach (var (reason, count) in figures.Corrections)
            left.Add(reason, Text($"{count}"));
        var right = new Column(context.List, inside.Right - half, half, top);
        foreach (var (component, bytes) in figures.Components)
            right.Add(component, Text($"{bytes / 1000.0:0.0} kB"));
    }

    private static void DrawPlot(DrawList list, NetFigures net, float tickMilliseconds, in Area plot)
    {
        var count = Math.Min(net.Count, (int)(plot.Width / ColumnWidth));
        var scale = SmallestScale;
        for (var back = 0; back < count; back++)
            scale = Math.Max(scale, Math.Max(RoundTripOf(net[back]), BehindOf(net[back], tickMilliseconds)));
        for (var back = 0; back < count; back++)
        {
            ref readonly var sample = ref net[back];
            var x = plot.Right - ((back + 1) * ColumnWidth);
            var height = RoundTripOf(sample) / scale * (plot.Height - MarkHeight);
            list.Box(new Area(x, plot.Bottom - height, ColumnWidth, height), Palette.Series(0).WithAlpha(150));
            var behind = plot.Bottom - (BehindOf(sample, tickMilliseconds) / scale * (plot.Height - MarkHeight));
            list.Box(new Area(x, behind, ColumnWidth, 2), Palette.Series(2));
            var loss = (float)Math.Min(1, sample.Loss * LossHeights) * plot.Height;
            if (loss >= 0.5f)
                list.Box(new Area(x, plot.Bottom - loss, ColumnWidth, loss), Palette.Alarm);
            if (sample.Corrections > 0)
                list.Line(new Vector2(x, plot.Y), new Vector2(x, plot.Y + MarkHeight), Palette.Correction, 2);
        }

        list.Text(Text($"{scale:0} ms"), plot.X + 3, plot.Y + 2, Palette.Dim);
    }

    private static float RoundTripOf(in NetSample sample) => (float)sample.RoundTrip.TotalMilliseconds;

    /// <summary>Milliseconds that others are drawn behind the newest snapshot.</summary>
    private static float BehindOf(in NetSample sample, float tickMilliseconds) => (float)sample.BufferTicks * tickMilliseconds;

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private struct Column(DrawList list, float x, float width, float y)
    {
        private int _rows;

        public void Add(string name, string value)
        {
            if (_rows == Rows)
                return;
            var top = y + (_rows++ * Row);
            list.Text(name, x, top, Palette.Dim, width - list.WidthOf(value) - Gap);
            list.TextRight(value, x + width, top, Palette.Text);
        }
    }
}
