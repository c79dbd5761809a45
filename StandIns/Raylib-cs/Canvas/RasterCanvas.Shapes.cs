using System.Numerics;

namespace Raylib_cs.Canvas;

internal sealed partial class RasterCanvas
{
    public override void FillRectangle(Vector2 from, Vector2 to, Color color)
    {
        var left = Middle.First(from.X, _clip.Left, _clip.Right);
        var right = Middle.First(to.X, _clip.Left, _clip.Right);
        if (right <= left)
            return;

        var bottom = Middle.First(to.Y, _clip.Top, _clip.Bottom);
        var pixel = Pixel.Of(color);
        for (var y = Middle.First(from.Y, _clip.Top, _clip.Bottom); y < bottom; y++)
            FillRow(y, left, right, pixel);
    }

    public override void FillConvex(ReadOnlySpan<Vector2> corners, Color color)
    {
        var pixel = Pixel.Of(color);
        _spans.Trace(corners, _clip);
        for (var y = _spans.Top; y < _spans.Bottom; y++)
        {
            (var left, var right) = _spans.Row(y);
            FillRow(y, left, right, pixel);
        }
    }

    public override void FillDisc(Vector2 center, float radius, Color color)
    {
        var pixel = Pixel.Of(color);
        if (radius < SmallestRadius)
        {
            FillPixel(center, pixel);
            return;
        }

        var bottom = Middle.First(center.Y + radius, _clip.Top, _clip.Bottom);
        var square = radius * radius;
        for (var y = Middle.First(center.Y - radius, _clip.Top, _clip.Bottom); y < bottom; y++)
        {
            var rise = y + 0.5f - center.Y;
            var half = MathF.Sqrt(Math.Max(0f, square - (rise * rise)));
            var left = Middle.First(center.X - half, _clip.Left, _clip.Right);
            var right = Middle.First(center.X + half, _clip.Left, _clip.Right);
            if (right > left)
                FillRow(y, left, right, pixel);
        }
    }

    public override void DrawLine(Vector2 from, Vector2 to, Color color)
    {
        if (!LineClip.TryClip(ref from, ref to, _clip))
            return;

        var pixel = Pixel.Of(color);
        var way = to - from;
        if (MathF.Floor(from.Y) == MathF.Floor(to.Y))
        {
            var left = Math.Min(from.X, to.X);
            FillRow((int)from.Y, (int)left, (int)Math.Max(from.X, to.X) + 1, pixel);
            return;
        }

        var steps = (int)MathF.Ceiling(Math.Max(Math.Abs(way.X), Math.Abs(way.Y)));
        var step = way / steps;
        for (var i = 0; i <= steps; i++)
        {
            FillPixel(from, pixel);
            from += step;
        }
    }

    private void FillPixel(Vector2 place, uint pixel)
    {
        (var x, var y) = (MathF.Floor(place.X), MathF.Floor(place.Y));
        if (x >= _clip.Left && x < _clip.Right && y >= _clip.Top && y < _clip.Bottom)
            FillRow((int)y, (int)x, (int)x + 1, pixel);
    }
}
