using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What the map places for its mode: items, nests, places where somebody comes from; and the tiles of a game that has them.</summary>
/// <param name="name">As the legend spells it.</param>
/// <param name="tile">Edge of a tile in world units, of which (0, 0) is the centre of one; 0 for none.</param>
public sealed class ThingLayer(string name, float tile) : Layer(name, ViewKey.Minus, Palette.Item)
{
    /// <summary>Half the size of a thing that is a point, pixels.</summary>
    private const float PointHalf = 3;

    /// <summary>Pixels; smaller things have no name.</summary>
    private const float NameFrom = 40;

    /// <summary>Pixels; smaller tiles have no grid.</summary>
    private const float GridFrom = 8;

    public override int Depth => 90;

    public override void Draw(LayerContext context, DrawList list)
    {
        if (context.Facts.Map is not { } map)
            return;
        var camera = context.Camera;
        var sight = camera.Sight;
        list.Begin(Part.Tiles);
        if (tile * camera.Zoom >= GridFrom)
            DrawGrid(camera, Units.ToArea(map.Bounds), list);
        foreach (ref readonly var thing in map.Things)
        {
            var half = new Vector2(Units.ToFloat(thing.HalfWidth), Units.ToFloat(thing.HalfHeight));
            var area = new Area(Units.ToFloat(thing.X) - half.X, Units.ToFloat(thing.Y) - half.Y, 2 * half.X, 2 * half.Y);
            if (!area.Overlaps(sight) && !sight.Contains(area.Centre))
                continue;
            var shown = camera.ToScreen(area);
            var color = ColorOf(thing.Kind);
            if (shown.Width < 1 || shown.Height < 1)
                list.Outline(new Area(shown.Centre.X - PointHalf, shown.Centre.Y - PointHalf, 2 * PointHalf, 2 * PointHalf), color);
            else
                list.Box(shown, color.WithAlpha(70));
            if (shown.Width >= NameFrom)
                list.Text(thing.Kind, shown.X + 3, shown.Y + 3, color, shown.Width - 6);
        }
    }

    /// <summary>The edges of all tiles in sight.</summary>
    private void DrawGrid(Camera camera, in Area bounds, DrawList list)
    {
        var sight = camera.Sight;
        var low = new Vector2(Math.Max(bounds.X, sight.X), Math.Max(bounds.Y, sight.Y));
        var high = new Vector2(Math.Min(bounds.Right, sight.Right), Math.Min(bounds.Bottom, sight.Bottom));
        for (var x = EdgeFrom(low.X); x <= high.X; x += tile)
            list.Line(camera.ToScreen(new Vector2(x, low.Y)), camera.ToScreen(new Vector2(x, high.Y)), Palette.Tile);
        for (var y = EdgeFrom(low.Y); y <= high.Y; y += tile)
            list.Line(camera.ToScreen(new Vector2(low.X, y)), camera.ToScreen(new Vector2(high.X, y)), Palette.Tile);
    }

    /// <summary>The first edge at or after a place: half a tile from a centre.</summary>
    private float EdgeFrom(float place) => ((MathF.Ceiling((place / tile) - 0.5f)) + 0.5f) * tile;

    /// <summary>The same colour for the same word, whatever words a mode uses.</summary>
    private static Rgba ColorOf(string kind)
    {
        var sum = 0;
        foreach (var letter in kind)
            sum = (sum * 31) + letter;
        return Palette.Series(sum & 0xff);
    }
}
