using System.Numerics;

namespace Raylib_cs.Canvas;

internal sealed partial class RasterCanvas
{
    public override void FillRectangle(Vector2 from, Vector2 to, Color color)
    {
        int left = Middle.First(from.X, _clip.Left, _clip.Right);
        int right = Middle.First(to.X, _clip.Left, _clip.Right);
        if (right <= left)
        {
            return;
        }

        int bottom = Middle.First(to.Y, _clip.Top, _clip.Bottom);
        uint pixel = Pixel.Of(color);
        for (int y = Middle.First(from.Y, _clip.Top, _clip.Bottom); y < bottom; y++)
        {
            FillRow(y, left, right, pixel);
        }
    }

    public override void FillConvex(ReadOnlySpan<Vector2> corners, Color color)
    {
        uint pixel = Pixel.Of(color);
        _spans.Trace(corners, _clip);
        for (int y = _spans.Top; y < _spans.Bottom; y++)
        {
            (int left, int right) = _spans.Row(y);
            FillRow(y, left, right, pixel);
        }
    }

    public override void FillDisc(Vector2 center, float radius, Color color)
    {
        uint pixel = Pixel.Of(color);
        if (radius < SmallestRadius)
        {
            FillPixel(center, pixel);
            return;
        }

        int bottom = Middle.First(center.Y + radius, _clip.Top, _clip.Bottom);
        float square = radius * radius;
        for (int y = Middle.First(center.Y - radius, _clip.Top, _clip.Bottom); y < bottom; y++)
        {
            float rise = y + 0.5f - center.Y;
            float half = MathF.Sqrt(Math.Max(0f, square - (rise * rise)));
            int left = Middle.First(center.X - half, _clip.Left, _clip.Right);
            int right = Middle.First(center.X + half, _clip.Left, _clip.Right);
            if (right > left)
            {
                FillRow(y, left, right, pixel);
            }
        }
    }

    public override void DrawLine(Vector2 from, Vector2 to, Color color)
    {
        if (!LineClip.TryClip(ref from, ref to, _clip))
        {
            return;
        }

        uint pixel = Pixel.Of(color);
        Vector2 way = to - from;
        if (MathF.Floor(from.Y) == MathF.Floor(to.Y))
        {
            float left = Math.Min(from.X, to.X);
            FillRow((int)from.Y, (int)left, (int)Math.Max(from.X, to.X) + 1, pixel);
            return;
        }

        int steps = (int)MathF.Ceiling(Math.Max(Math.Abs(way.X), Math.Abs(way.Y)));
        Vector2 step = way / steps;
        for (int i = 0; i <= steps; i++)
        {
            FillPixel(from, pixel);
            from += step;
        }
    }

    private void FillPixel(Vector2 place, uint pixel)
    {
        (float x, float y) = (MathF.Floor(place.X), MathF.Floor(place.Y));
        if (x >= _clip.Left && x < _clip.Right && y >= _clip.Top && y < _clip.Bottom)
        {
            FillRow((int)y, (int)x, (int)x + 1, pixel);
        }
    }
}
