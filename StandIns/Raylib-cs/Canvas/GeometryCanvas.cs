using System.Numerics;
using Raylib_cs.Sdl;

namespace Raylib_cs.Canvas;

/// <summary>
/// Draws through a renderer of SDL: every shape becomes triangles, and as many as share a clip go to the card in
/// one call. The frame is drawn into a texture, so that it can still be read after it was shown.
/// </summary>
internal sealed unsafe class GeometryCanvas : DrawingCanvas
{
    private const int VertexLimit = 1 << 16;

    private readonly nint _renderer;
    private readonly SdlVertex[] _vertices = GC.AllocateArray<SdlVertex>(VertexLimit, pinned: true);
    private readonly int[] _indices = GC.AllocateArray<int>(VertexLimit * 3, pinned: true);
    private int _vertexCount;
    private int _indexCount;
    private nint _frame;

    /// <summary>Takes a renderer over, and destroys it at the end.</summary>
    public GeometryCanvas(nint renderer, int width, int height)
    {
        _renderer = renderer;
        _ = SdlNative.SDL_SetRenderDrawBlendMode(renderer, SdlNative.BlendModeBlend);
        Resize(width, height);
    }

    public override void Resize(int width, int height)
    {
        Width = width;
        Height = height;
        Discard();
        var previous = _frame;
        _frame = SdlNative.SDL_CreateTexture(_renderer, SdlNative.FormatArgb8888, SdlNative.TextureAccessTarget, width, height);
        Check(_frame != 0);
        Check(SdlNative.SDL_SetRenderTarget(_renderer, _frame) == 0);
        if (previous != 0)
            SdlNative.SDL_DestroyTexture(previous);
    }

    public override void SetClip(PixelArea area)
    {
        Flush();
        var inner = area.Within(Whole);
        var rect = new SdlRect(inner.Left, inner.Top, inner.Right - inner.Left, inner.Bottom - inner.Top);
        _ = SdlNative.SDL_RenderSetClipRect(_renderer, inner == Whole ? null : &rect);
    }

    public override void Clear(Color color)
    {
        Flush();
        _ = SdlNative.SDL_SetRenderDrawColor(_renderer, color.R, color.G, color.B, byte.MaxValue);
        _ = SdlNative.SDL_RenderClear(_renderer);
    }

    public override void FillRectangle(Vector2 from, Vector2 to, Color color)
    {
        // As the other canvas: sides the wrong way round are nothing.
        if (to.X > from.X && to.Y > from.Y)
            FillConvex([from, new(to.X, from.Y), to, new(from.X, to.Y)], color);
    }

    public override void FillConvex(ReadOnlySpan<Vector2> corners, Color color)
    {
        if (_vertexCount + corners.Length > VertexLimit)
            Flush();

        var first = _vertexCount;
        foreach (var corner in corners)
            _vertices[_vertexCount++] = new SdlVertex(corner, color);

        for (var i = 2; i < corners.Length; i++)
        {
            _indices[_indexCount++] = first;
            _indices[_indexCount++] = first + i - 1;
            _indices[_indexCount++] = first + i;
        }
    }

    public override void FillDisc(Vector2 center, float radius, Color color)
    {
        if (radius < SmallestRadius)
        {
            Vector2 pixel = new(MathF.Floor(center.X), MathF.Floor(center.Y));
            FillRectangle(pixel, pixel + Vector2.One, color);
            return;
        }

        // So many corners that the chord is never a quarter of a pixel away from the arc.
        var corners = (int)Math.Clamp(MathF.Tau * MathF.Sqrt(radius), 6, MaxCorners);
        Span<Vector2> rim = stackalloc Vector2[corners];
        for (var i = 0; i < corners; i++)
        {
            (var sin, var cos) = MathF.SinCos(MathF.Tau * i / corners);
            rim[i] = center + (new Vector2(cos, sin) * radius);
        }

        FillConvex(rim, color);
    }

    public override void DrawLine(Vector2 from, Vector2 to, Color color)
    {
        var way = to - from;
        if (way == Vector2.Zero)
            way = Vector2.UnitX;

        way = Vector2.Normalize(way) / 2;
        Vector2 side = new(-way.Y, way.X);
        from = Centered(from) - way;
        to = Centered(to) + way;
        FillConvex([from + side, to + side, to - side, from - side], color);
    }

    public override void Present()
    {
        Flush();
        _ = SdlNative.SDL_SetRenderTarget(_renderer, 0);
        _ = SdlNative.SDL_RenderSetClipRect(_renderer, null);
        _ = SdlNative.SDL_RenderCopy(_renderer, _frame, null, null);
        SdlNative.SDL_RenderPresent(_renderer);
        _ = SdlNative.SDL_SetRenderTarget(_renderer, _frame);
    }

    public override void ReadPixels(Span<byte> pixels)
    {
        Flush();
        fixed (byte* target = pixels)
            Check(SdlNative.SDL_RenderReadPixels(_renderer, null, SdlNative.FormatAbgr8888, target, Width * sizeof(uint)) == 0);
    }

    public override void Dispose() => SdlNative.SDL_DestroyRenderer(_renderer);

    private static void Check(bool success)
    {
        if (!success)
            throw new InvalidOperationException($"SDL cannot draw: {SdlNative.LastError()}");
    }

    private static Vector2 Centered(Vector2 place) => new(MathF.Floor(place.X) + 0.5f, MathF.Floor(place.Y) + 0.5f);

    private void Flush()
    {
        if (_vertexCount > 0)
        {
            fixed (SdlVertex* vertices = _vertices)
            {
                fixed (int* indices = _indices)
                    _ = SdlNative.SDL_RenderGeometry(_renderer, 0, vertices, _vertexCount, indices, _indexCount);
            }
        }

        Discard();
    }

    private void Discard()
    {
        _vertexCount = 0;
        _indexCount = 0;
    }
}
