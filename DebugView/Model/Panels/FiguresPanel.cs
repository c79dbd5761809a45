using System.Globalization;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>The server's numbers at the shown moment: rates over the second before it, totals up to it.</summary>
public static class FiguresPanel
{
    private const float Row = 13;
    private const int Rows = 6;

    public static float Height => 26 + (Rows * Row) + 4;

    public static void Draw(PanelContext context, in Area area)
    {
        var now = context.Frame.Figures;
        var inside = context.Open(Part.Figures, area, now.Has(FrameParts.Traffic) ? "Server" : $"Server   {context.World.TrafficMissing}");
        var before = SecondBefore(context, out var seconds);
        var half = inside.Width / 2;
        var ticks = now.Has(FrameParts.Tick);
        var pace = now.Has(FrameParts.Pace);
        var traffic = now.Has(FrameParts.Traffic);
        var left = new Column(context.List, inside.X, half - 12, inside.Y);
        left.Row("tick", ticks ? Text($"{now.TickNanoseconds / 1e6:0.000} ms") : null);
        left.Row("lateness", pace ? Text($"{now.LatenessMicroseconds / 1e3:0.000} ms") : null);
        left.Row("allocated", pace ? Text($"{Rate(now.AllocatedBytes, before.AllocatedBytes, seconds):0} B/s") : null);
        left.Row("collections", pace ? Text($"{now.Collections}") : null);
        left.Row("ticks skipped", pace ? Text($"{now.SkippedTicks}") : null);
        left.Row("connections", traffic ? Text($"{now.Sessions}") : null);
        var right = new Column(context.List, inside.X + half, half, inside.Y);
        right.Row("entities", Text($"{context.Frame.View.Entities.Length}"));
        right.Row("players", Text($"{context.Frame.Players.Length}"));
        right.Row("sent", traffic ? Text($"{Rate(now.BytesOut, before.BytesOut, seconds) / 1000:0.0} kB/s") : null);
        right.Row("received", traffic ? Text($"{Rate(now.BytesIn, before.BytesIn, seconds) / 1000:0.0} kB/s") : null);
        right.Row("packets out", traffic ? Text($"{Rate(now.PacketsOut, before.PacketsOut, seconds):0}/s") : null);
        right.Row("packets in", traffic ? Text($"{Rate(now.PacketsIn, before.PacketsIn, seconds):0}/s") : null);
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static double Rate(long now, long before, double seconds) => seconds <= 0 ? 0 : Math.Max(0, now - before) / seconds;

    /// <summary>The sample of about a second before the shown frame, and how long that is really.</summary>
    private static FrameFigures SecondBefore(PanelContext context, out double seconds)
    {
        var rate = context.World.Facts.TickRate;
        var samples = context.Chronicle.Samples;
        var index = Math.Max(0, samples.CountUpTo(context.Frame.Number - rate) - 1);
        if (samples.Count == 0)
        {
            seconds = 0;
            return default;
        }

        // Slots that were given up are time as well: what came in meanwhile is not the rate of the ticks that ran.
        var before = samples[index].Figures;
        var skipped = Math.Max(0, context.Frame.Figures.SkippedTicks - before.SkippedTicks);
        seconds = (context.Frame.Number - samples[index].Number + skipped) / (double)rate;
        return before;
    }

    private struct Column(DrawList list, float x, float width, float y)
    {
        private float _y = y;

        /// <summary>A name and its value; a null is what this source does not tell.</summary>
        public void Row(string name, string? value)
        {
            list.Text(name, x, _y, Palette.Dim);
            list.TextRight(value ?? "-", x + width, _y, value is null ? Palette.Dim : Palette.Text);
            _y += FiguresPanel.Row;
        }
    }
}
