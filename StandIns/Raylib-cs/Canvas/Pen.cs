using System.Numerics;
using Raylib_cs.Text;

namespace Raylib_cs.Canvas;

/// <summary>Draws shapes in the coordinates of the camera, or of the screen while there is none.</summary>
internal sealed partial class Pen(DrawingCanvas canvas)
{
    private Matrix3x2 _view = Matrix3x2.Identity;
    private float _zoom = 1;
    private bool _isTurned;

    public static Matrix3x2 ViewOf(in Camera2D camera) =>
        Matrix3x2.CreateTranslation(-camera.Target)
        * Matrix3x2.CreateRotation(float.DegreesToRadians(camera.Rotation))
        * Matrix3x2.CreateScale(camera.Zoom)
        * Matrix3x2.CreateTranslation(camera.Offset);

    public void SetCamera(in Camera2D camera)
    {
        _view = ViewOf(camera);
        _zoom = Math.Abs(camera.Zoom);
        _isTurned = camera.Rotation != 0 || camera.Zoom < 0;
    }

    public void ResetCamera()
    {
        _view = Matrix3x2.Identity;
        _zoom = 1;
        _isTurned = false;
    }

    public void FillRectangle(Vector2 position, Vector2 size, Color color)
    {
        if (!(size.X > 0 && size.Y > 0))
            return;

        if (!_isTurned)
        {
            canvas.FillRectangle(Place(position), Place(position + size), color);
            return;
        }

        FillQuad(position, position + new Vector2(size.X, 0), position + size, position + new Vector2(0, size.Y), color);
    }

    /// <summary>A rectangle turned clockwise by degrees around a point, which is given from its left upper corner.</summary>
    public void FillRectangle(Rectangle area, Vector2 origin, float rotation, Color color)
    {
        var turn = Matrix3x2.CreateRotation(float.DegreesToRadians(rotation)) * Matrix3x2.CreateTranslation(area.Position);
        var from = -origin;
        var to = area.Size - origin;
        FillQuad(
            Vector2.Transform(from, turn),
            Vector2.Transform(new Vector2(to.X, from.Y), turn),
            Vector2.Transform(to, turn),
            Vector2.Transform(new Vector2(from.X, to.Y), turn),
            color);
    }

    /// <summary>A border of one pixel, whatever the zoom.</summary>
    public void OutlineRectangle(Vector2 position, Vector2 size, Color color)
    {
        if (_isTurned)
        {
            var right = position + new Vector2(size.X, 0);
            var below = position + new Vector2(0, size.Y);
            DrawLine(position, right, color);
            DrawLine(right, position + size, color);
            DrawLine(position + size, below, color);
            DrawLine(below, position, color);
            return;
        }

        Frame(Place(position), Place(position + size), 1, color);
    }

    /// <summary>A border that grows inwards.</summary>
    public void OutlineRectangle(Rectangle area, float thickness, Color color)
    {
        if (!_isTurned)
        {
            Frame(Place(area.Position), Place(area.Position + area.Size), thickness * _zoom, color);
            return;
        }

        var across = new Vector2(area.Width, thickness);
        var along = new Vector2(thickness, area.Height - (2 * thickness));
        FillRectangle(area.Position, across, color);
        FillRectangle(area.Position + new Vector2(0, area.Height - thickness), across, color);
        FillRectangle(area.Position + new Vector2(0, thickness), along, color);
        FillRectangle(area.Position + new Vector2(area.Width - thickness, thickness), along, color);
    }

    /// <summary>A line one pixel wide, whatever the zoom.</summary>
    public void DrawLine(Vector2 from, Vector2 to, Color color) => canvas.DrawLine(Place(from), Place(to), color);

    public void DrawLine(Vector2 from, Vector2 to, float thickness, Color color)
    {
        var way = to - from;
        var length = way.Length();
        if (length > 0 && thickness > 0)
        {
            var side = new Vector2(-way.Y, way.X) * (thickness / (2 * length));
            FillQuad(from + side, to + side, to - side, from - side, color);
        }
    }

    /// <summary>A triangle whose corners run against the clock as seen; the other way round it is seen from behind, and not drawn.</summary>
    public void FillTriangle(Vector2 first, Vector2 second, Vector2 third, Color color)
    {
        var a = second - first;
        var b = third - first;
        if ((a.X * b.Y) - (a.Y * b.X) < 0)
            canvas.FillConvex([Place(first), Place(second), Place(third)], color);
    }

    /// <summary>Text with its left upper corner at a place; one pixel of the font becomes <paramref name="scale"/> units.</summary>
    public void DrawText(ReadOnlySpan<char> text, Vector2 place, float scale, float spacing, Color color)
    {
        var font = BitmapFont.Default;
        var cursor = place;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                cursor = new Vector2(place.X, cursor.Y + ((BitmapFont.Size + BitmapFont.LineGap) * scale));
                continue;
            }

            var glyph = font[rune];
            foreach (var block in glyph.Ink)
                FillRectangle(cursor + (new Vector2(block.X, block.Y) * scale), new Vector2(block.Width, block.Height) * scale, color);

            cursor.X += (glyph.Width * scale) + spacing;
        }
    }

    private Vector2 Place(Vector2 point) => Vector2.Transform(point, _view);

    private void FillQuad(Vector2 first, Vector2 second, Vector2 third, Vector2 fourth, Color color) =>
        canvas.FillConvex([Place(first), Place(second), Place(third), Place(fourth)], color);

    private void Frame(Vector2 from, Vector2 to, float thickness, Color color)
    {
        // On whole pixels, so that all four sides are equally thick.
        from = Vector2.Round(from);
        to = Vector2.Max(Vector2.Round(to), from + Vector2.One);
        var width = Math.Max(1, MathF.Round(thickness));
        canvas.FillRectangle(from, new Vector2(to.X, Math.Min(from.Y + width, to.Y)), color);
        canvas.FillRectangle(new Vector2(from.X, Math.Max(to.Y - width, from.Y + width)), to, color);
        canvas.FillRectangle(new Vector2(from.X, from.Y + width), new Vector2(Math.Min(from.X + width, to.X), to.Y - width), color);
        canvas.FillRectangle(new Vector2(Math.Max(to.X - width, from.X + width), from.Y + width), new Vector2(to.X, to.Y - width), color);
    }
}
