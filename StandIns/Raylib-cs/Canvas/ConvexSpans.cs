using System.Numerics;

namespace Raylib_cs.Canvas;

/// <summary>The rows of a convex polygon: for each row of pixels the stretch whose middles lie within.</summary>
internal sealed class ConvexSpans
{
    private float[] _left = [];
    private float[] _right = [];
    private PixelArea _clip;

    public int Top { get; private set; }

    /// <summary>One below the last row.</summary>
    public int Bottom { get; private set; }

    public void Resize(int height)
    {
        _left = new float[height];
        _right = new float[height];
    }

    /// <summary>Finds the rows within a part of the canvas; <see cref="Row"/> then tells each.</summary>
    public void Trace(ReadOnlySpan<Vector2> corners, PixelArea clip)
    {
        var top = float.PositiveInfinity;
        var bottom = float.NegativeInfinity;
        foreach (var corner in corners)
        {
            top = Math.Min(top, corner.Y);
            bottom = Math.Max(bottom, corner.Y);
        }

        _clip = clip;
        Top = Middle.First(top, clip.Top, clip.Bottom);
        Bottom = Middle.First(bottom, clip.Top, clip.Bottom);
        if (Bottom <= Top)
            return;

        _left.AsSpan(Top, Bottom - Top).Fill(float.PositiveInfinity);
        _right.AsSpan(Top, Bottom - Top).Fill(float.NegativeInfinity);
        var last = corners[^1];
        foreach (var corner in corners)
        {
            // Always downwards, so that two polygons find the same places along the edge they share.
            if (corner.Y > last.Y)
                AddEdge(last, corner);
            else
                AddEdge(corner, last);

            last = corner;
        }
    }

    /// <summary>The first pixel of a row and the one after its last; nothing when they are equal.</summary>
    public (int Left, int Right) Row(int y)
    {
        var left = Middle.First(_left[y], _clip.Left, _clip.Right);
        return (left, Math.Max(left, Middle.First(_right[y], _clip.Left, _clip.Right)));
    }

    private void AddEdge(Vector2 from, Vector2 to)
    {
        var first = Middle.First(from.Y, Top, Bottom);
        var end = Middle.First(to.Y, Top, Bottom);
        var slope = (to.X - from.X) / (to.Y - from.Y);
        for (var y = first; y < end; y++)
        {
            var x = from.X + ((y + 0.5f - from.Y) * slope);
            _left[y] = Math.Min(_left[y], x);
            _right[y] = Math.Max(_right[y], x);
        }
    }
}
