using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Picture;

namespace Ecs.DebugView.Model.Panels;

/// <summary>What panels draw from and where they put their hot spots.</summary>
/// <param name="World">The shown moment.</param>
/// <param name="List">The picture.</param>
/// <param name="Spots">Later ones lie above earlier ones.</param>
public sealed record PanelContext(LayerContext World, DrawList List, List<HotSpot> Spots)
{
    public Frame Frame => World.Frame;

    public Chronicle Chronicle => World.Chronicle;

    /// <summary>Draws a panel's ground and heading; returns what is left for its content.</summary>
    public Area Open(Part part, in Area area, string heading)
    {
        const float margin = 6;
        const float headingHeight = 18;
        Spots.Add(new HotSpot(area, SpotKind.Panel, 0));
        List.Begin(part);
        List.Box(area, Palette.Panel);
        List.Outline(area, Palette.PanelEdge);
        List.Text(heading, area.X + margin, area.Y + 5, Palette.Heading, area.Width - (2 * margin));
        return new Area(
            area.X + margin, area.Y + headingHeight + 2, area.Width - (2 * margin), Math.Max(0, area.Height - headingHeight - 2 - margin));
    }
}
