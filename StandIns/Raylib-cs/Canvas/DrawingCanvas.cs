using System.Numerics;

namespace Raylib_cs.Canvas;

/// <summary>
/// What everything is drawn on: pixels with the origin left above, in coordinates of the screen. A pixel belongs to a shape when
/// its middle does, so shapes that share an edge neither overlap nor leave a gap.
/// </summary>
internal abstract class DrawingCanvas : IDisposable
{
    public const int MaxCorners = 64;

    /// <summary>Below this radius, in pixels, a circle may fall between the middles of all pixels.</summary>
    protected const float SmallestRadius = 0.75f;

    public int Width { get; protected set; }

    public int Height { get; protected set; }

    public PixelArea Whole => new(0, 0, Width, Height);

    /// <summary>Takes another size; what was drawn is lost.</summary>
    public abstract void Resize(int width, int height);

    /// <summary>Everything drawn from now on stays within; lasts until the next call.</summary>
    public abstract void SetClip(PixelArea area);

    public abstract void Clear(Color color);

    public abstract void FillRectangle(Vector2 from, Vector2 to, Color color);

    /// <summary>Fills a convex polygon of 3 to <see cref="MaxCorners"/> corners, in either sense of rotation.</summary>
    public abstract void FillConvex(ReadOnlySpan<Vector2> corners, Color color);

    /// <summary>Fills a circle; however small, it covers at least the pixel that its centre lies in.</summary>
    public abstract void FillDisc(Vector2 center, float radius, Color color);

    /// <summary>A line one pixel wide.</summary>
    public abstract void DrawLine(Vector2 from, Vector2 to, Color color);

    /// <summary>Shows what was drawn.</summary>
    public abstract void Present();

    /// <summary>Copies what was drawn, Width * Height pixels of four bytes each, red first.</summary>
    public abstract void ReadPixels(Span<byte> pixels);

    public abstract void Dispose();
}
