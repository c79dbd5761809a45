using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Timeline;

namespace Ecs.DebugView.Model.Panels;

/// <summary>All moments that can be shown, from left to right, with marks and the one that is shown.</summary>
public static class TimelinePanel
{
    public const float Height = 40;

    private const float BarTop = 22;
    private const float BarHeight = 12;

    /// <summary>The bar that a click or drag is measured on.</summary>
    public static Area BarOf(in Area area) => new(area.X + 8, area.Y + BarTop, area.Width - 16, BarHeight);

    /// <summary>Which frame lies under a place on the bar.</summary>
    public static double NumberAt(in Area area, Playback playback, float x)
    {
        var bar = BarOf(area);
        var share = Math.Clamp((x - bar.X) / Math.Max(1, bar.Width), 0, 1);
        return playback.Oldest + (share * (double)(playback.Newest - playback.Oldest));
    }

    public static void Draw(PanelContext context, in Area area, Playback playback, IEnumerable<Mark> marks)
    {
        var list = context.List;
        context.Spots.Add(new HotSpot(area, SpotKind.Timeline, 0));
        list.Begin(Part.Timeline);
        list.Box(area, Palette.Panel);
        list.Outline(area, Palette.PanelEdge);
        list.Text(StateOf(context, playback), area.X + 8, area.Y + 6, playback.IsLive ? Palette.Good : Palette.Warning);
        DrawMarkKey(list, area);
        var bar = BarOf(area);
        list.Box(bar, Palette.Background);
        var shown = PlaceOf(bar, playback, playback.Number);
        list.Box(new Area(bar.X, bar.Y, shown - bar.X, bar.Height), Palette.PanelEdge);
        list.Begin(Part.Marks);
        foreach (var mark in marks)
        {
            if (mark.Number >= playback.Oldest && mark.Number <= playback.Newest)
                DrawMark(list, bar, PlaceOf(bar, playback, mark.Number), mark.Kind);
        }

        list.Begin(Part.Timeline);
        list.Line(new Vector2(shown, bar.Y - 3), new Vector2(shown, bar.Bottom + 3), Palette.Selection, 2);
    }

    private static string StateOf(PanelContext context, Playback playback)
    {
        double rate = context.World.Facts.TickRate;
        var state = playback.IsLive ? "live" : playback.IsPaused ? "paused" : "playing";
        var speed = playback.IsLive ? "" : string.Create(CultureInfo.InvariantCulture, $" {playback.Speed:0.##}x");
        var place = playback.HasEnd
            ? string.Create(CultureInfo.InvariantCulture, $"tick {playback.Number} of {playback.Oldest} to {playback.Newest}")
            : string.Create(CultureInfo.InvariantCulture, $"{(playback.Newest - playback.Number) / rate:0.0} s ago, {(playback.Newest - playback.Oldest) / rate:0} s kept");
        return $"{state}{speed}   {place}   Space pause, arrows step and speed, End newest";
    }

    private static void DrawMarkKey(DrawList list, in Area area)
    {
        var right = area.Right - 8;
        for (var kind = MarkKind.Overrun; ; kind--)
        {
            var name = NameOf(kind);
            right -= list.WidthOf(name);
            list.Text(name, right, area.Y + 6, Palette.Dim);
            right -= 10;
            DrawMark(list, new Area(0, area.Y + 6, 0, 9), right + 3, kind);
            right -= 8;
            if (kind == MarkKind.Death)
                return;
        }
    }

    private static void DrawMark(DrawList list, in Area bar, float x, MarkKind kind) =>
        list.Box(new Area(MathF.Round(x) - 1, bar.Y, 2, bar.Height), ColorOf(kind));

    private static string NameOf(MarkKind kind) => kind switch
    {
        MarkKind.Death => "deaths",
        MarkKind.Chat => "chat",
        MarkKind.Correction => "corrections",
        _ => "overruns",
    };

    private static Rgba ColorOf(MarkKind kind) => kind switch
    {
        MarkKind.Death => Palette.Alarm,
        MarkKind.Chat => Palette.Good,
        MarkKind.Correction => Palette.Correction,
        _ => Palette.Warning,
    };

    private static float PlaceOf(in Area bar, Playback playback, long number)
    {
        double span = Math.Max(1, playback.Newest - playback.Oldest);
        return bar.X + (float)Math.Clamp((number - playback.Oldest) / span, 0, 1) * bar.Width;
    }
}
