using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>What panels draw from and where they put their hot spots.</summary>
/// <param name="World">The shown moment.</param>
/// <param name="List">The picture.</param>
/// <param name="Spots">Later ones lie above earlier ones.</param>
/// <param name="Scrolls">How far the panels have been turned.</param>
public sealed record PanelContext(LayerContext World, DrawList List, List<HotSpot> Spots, Scrolls Scrolls)
{
    /// <summary>Pixels between a panel's edge and its content.</summary>
    public const float Margin = 6;

    public Frame Frame => World.Frame;

    public Chronicle Chronicle => World.Chronicle;

    /// <summary>Draws a panel's ground and heading; returns what is left for its content.</summary>
    public Area Open(Part part, in Area area, string heading)
    {
        const float headingHeight = 18;
        Spots.Add(new HotSpot(area, SpotKind.Panel, (int)part));
        List.Begin(part);
        List.Box(area, Palette.Panel);
        List.Outline(area, Palette.PanelEdge);
        List.Text(heading, area.X + Margin, area.Y + 5, Palette.Heading, area.Width - (2 * Margin));
        return new Area(
            area.X + Margin, area.Y + headingHeight + 2, area.Width - (2 * Margin), Math.Max(0, area.Height - headingHeight - 2 - Margin));
    }
}
