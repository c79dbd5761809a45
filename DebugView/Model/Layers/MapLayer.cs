using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Maps;

namespace Ecs.DebugView.Model.Layers;

/// <summary>The unchanging world: ground, walls, the bounds that end bullets and the limits that stop avatars.</summary>
public sealed class MapLayer() : Layer("Walls and bounds", ViewKey.Digit1, Palette.Wall)
{
    public override int Depth => 100;

    public override string Missing(LayerContext context) =>
        context.Facts.Map is null ? $"no map {context.Facts.MapName} here" : "";

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Facts.Map is not Map map)
            return;
        var camera = context.Camera;
        var sight = camera.Sight;
        list.Begin(Part.Ground);
        var bounds = camera.ToScreen(Units.ToArea(map.Bounds));
        list.Box(bounds, Palette.Ground);
        list.Begin(Part.Walls);
        foreach (var solid in map.Solids)
        {
            var wall = Units.ToArea(solid);
            if (wall.Overlaps(sight))
                list.Box(camera.ToScreen(wall), Palette.Wall);
        }

        list.Outline(camera.ToScreen(Units.ToArea(map.MoveLimits)), Palette.Limits);
        list.Outline(bounds, Palette.Bounds, 2);
    }
}
