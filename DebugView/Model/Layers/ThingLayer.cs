using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Maps;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What the map places for its mode: blocked tiles, trees, items, places where enemies come from.</summary>
public sealed class ThingLayer(string name) : Layer(name, ViewKey.Minus, Palette.Item)
{
    /// <summary>Half the size of a thing that is a point, pixels.</summary>
    private const float PointHalf = 3;

    /// <summary>Pixels; smaller things have no name.</summary>
    private const float NameFrom = 40;

    public override int Depth => 90;

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Facts.Map is not { } map)
            return;
        Camera camera = context.Camera;
        Area sight = camera.Sight;
        list.Begin(Part.Tiles);
        foreach (ref readonly MapThing thing in map.Things)
        {
            var half = new Vector2(Units.ToFloat(thing.HalfWidth), Units.ToFloat(thing.HalfHeight));
            var area = new Area(Units.ToFloat(thing.X) - half.X, Units.ToFloat(thing.Y) - half.Y, 2 * half.X, 2 * half.Y);
            if (!area.Overlaps(sight) && !sight.Contains(area.Centre))
                continue;
            Area shown = camera.ToScreen(area);
            Rgba color = ColorOf(thing.Kind);
            if (shown.Width < 1 || shown.Height < 1)
                list.Outline(new Area(shown.Centre.X - PointHalf, shown.Centre.Y - PointHalf, 2 * PointHalf, 2 * PointHalf), color);
            else
                list.Box(shown, color.WithAlpha(70));
            if (shown.Width >= NameFrom)
                list.Text(thing.Kind, shown.X + 3, shown.Y + 3, color, shown.Width - 6);
        }
    }

    /// <summary>The same colour for the same word, whatever words a mode uses.</summary>
    private static Rgba ColorOf(string kind)
    {
        int sum = 0;
        foreach (char letter in kind)
            sum = (sum * 31) + letter;
        return Palette.Series(sum & 0xff);
    }
}
