using System.Globalization;
using System.Numerics;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;

namespace Ecs.DebugView.Model.Layers;

/// <summary>The broad phase: its cells, and how many boxes each held in this tick.</summary>
public sealed class CellLayer : Layer
{
    /// <summary>Pixels; smaller cells have no grid, only shades.</summary>
    private const float GridFrom = 8;

    /// <summary>Pixels; smaller cells have no numbers.</summary>
    private const float CountFrom = 22;

    /// <summary>So many boxes give the full shade.</summary>
    private const float FullAt = 16;

    public CellLayer()
        : base("Broad-phase cells", ViewKey.Digit8, Palette.Cell) => IsOn = false;

    public override int Depth => 70;

    public override string Missing(LayerContext context) => context.KnowsCells ? "" : "not when remote";

    public override void Draw(LayerContext context, DrawList list)
    {
        var cells = context.Frame.Cells;
        if (!cells.IsKnown || context.Facts.Map is not { } map)
            return;
        var camera = context.Camera;
        var corner = new Vector2(Units.ToFloat(map.Bounds.Left), Units.ToFloat(map.Bounds.Top));
        var edge = Units.ToFloat(cells.Cell);
        var pixels = edge * camera.Zoom;
        var sight = camera.Sight;
        var left = Math.Clamp((int)((sight.X - corner.X) / edge), 0, cells.Columns - 1);
        var right = Math.Clamp((int)((sight.Right - corner.X) / edge), 0, cells.Columns - 1);
        var top = Math.Clamp((int)((sight.Y - corner.Y) / edge), 0, cells.Rows - 1);
        var bottom = Math.Clamp((int)((sight.Bottom - corner.Y) / edge), 0, cells.Rows - 1);
        list.Begin(Part.Cells);
        for (var row = top; row <= bottom; row++)
        {
            for (var column = left; column <= right; column++)
            {
                var count = cells[column, row];
                var at = camera.ToScreen(corner + (new Vector2(column, row) * edge));
                var cell = new Area(at.X, at.Y, pixels, pixels);
                if (count != 0)
                    list.Box(cell, Palette.CellFull.WithAlpha((byte)(20 + (90 * Math.Min(1, count / FullAt)))));
                if (pixels >= GridFrom)
                    list.Outline(cell, Palette.Cell);
                if (count != 0 && pixels >= CountFrom)
                    list.Text(count.ToString(CultureInfo.InvariantCulture), cell.X + 3, cell.Y + 3, Palette.Text);
            }
        }
    }
}
