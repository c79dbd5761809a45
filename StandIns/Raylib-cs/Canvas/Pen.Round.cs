using System.Numerics;

namespace Raylib_cs.Canvas;

internal sealed partial class Pen
{
    private const int LeastSegments = 8;
    private const int MostSegments = 180;

    public void FillDisc(Vector2 center, float radius, Color color)
    {
        if (radius > 0)
            canvas.FillDisc(Place(center), radius * _zoom, color);
    }

    /// <summary>A circle one pixel wide, whatever the zoom.</summary>
    public void OutlineDisc(Vector2 center, float radius, Color color)
    {
        var middle = Place(center);
        var reach = radius * _zoom;
        var segments = SegmentsOf(reach, MathF.Tau);
        var last = middle + new Vector2(reach, 0);
        for (var i = 1; i <= segments; i++)
        {
            var next = middle + (Direction(MathF.Tau * i / segments) * reach);
            canvas.DrawLine(last, next, color);
            last = next;
        }
    }

    /// <summary>The part of a ring between two angles in degrees, from the right and clockwise; segments below 1 are chosen by size.</summary>
    public void FillRing(Vector2 center, float inner, float outer, float startAngle, float endAngle, int segments, Color color)
    {
        var start = float.DegreesToRadians(Math.Min(startAngle, endAngle));
        var arc = float.DegreesToRadians(Math.Abs(endAngle - startAngle));
        var count = segments > 0 ? Math.Min(segments, MostSegments) : SegmentsOf(outer * _zoom, arc);
        var last = Direction(start);
        for (var i = 1; i <= count; i++)
        {
            var next = Direction(start + (arc * i / count));
            FillQuad(center + (last * inner), center + (last * outer), center + (next * outer), center + (next * inner), color);
            last = next;
        }
    }

    /// <summary>A regular polygon; its first corner lies to the right, turned clockwise by degrees.</summary>
    public void FillPolygon(Vector2 center, int sides, float radius, float rotation, Color color)
    {
        var count = Math.Clamp(sides, 3, DrawingCanvas.MaxCorners);
        Span<Vector2> corners = stackalloc Vector2[count];
        var start = float.DegreesToRadians(rotation);
        for (var i = 0; i < count; i++)
            corners[i] = Place(center + (Direction(start + (MathF.Tau * i / count)) * radius));

        canvas.FillConvex(corners, color);
    }

    private static Vector2 Direction(float angle)
    {
        (var sin, var cos) = MathF.SinCos(angle);
        return new Vector2(cos, sin);
    }

    /// <summary>So many that a chord stays within a fraction of a pixel of its arc.</summary>
    private static int SegmentsOf(float radius, float arc) =>
        (int)Math.Clamp(arc * MathF.Sqrt(radius) * 1.5f, LeastSegments, MostSegments);
}
