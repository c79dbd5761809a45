using System.Globalization;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>One line at the top: what is watched, which tick, how fast the window draws; below it a banner when something is wrong.</summary>
public static class TitlePanel
{
    public const float Height = 24;

    private const float BannerHeight = 26;

    public static void Draw(PanelContext context, in Area area, string source, double framesPerSecond, long missed)
    {
        var list = context.List;
        list.Begin(Part.Title);
        list.Box(area, Palette.Panel);
        list.Outline(area, Palette.PanelEdge);
        var facts = context.World.Facts;
        var clock = Clock(context);
        var left = string.Create(
            CultureInfo.InvariantCulture,
            $"{source}   room {facts.Room}   mode {facts.Mode}   map {facts.MapName}   tick {context.Frame.View.Tick.Value} at {facts.TickRate} Hz{clock}");
        var skipped = missed == 0 ? "" : $"   {missed} {(missed == 1 ? "tick" : "ticks")} not copied";
        var right = string.Create(CultureInfo.InvariantCulture, $"F1 help   {framesPerSecond:0} fps{skipped}");
        list.TextRight(right, area.Right - 8, area.Y + 7, Palette.Dim);
        list.Text(left, area.X + 8, area.Y + 7, Palette.Text, area.Width - list.WidthOf(right) - 32);
    }

    /// <summary>A line across the world that cannot be overlooked.</summary>
    public static void DrawBanner(DrawList list, in Area world, string text)
    {
        var area = new Area(world.X, world.Y, world.Width, BannerHeight);
        list.Begin(Part.Banner);
        list.Box(area, Palette.Alarm.WithAlpha(200));
        list.Text(text, area.X + 10, area.Y + 8, Palette.Background, area.Width - 20);
    }

    private static string Clock(PanelContext context)
    {
        var ticks = context.Frame.View.ClockTicks;
        return ticks == 0 ? "" : $"   match ends in {ticks / (uint)context.World.Facts.TickRate} s";
    }
}
