using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Raylib_cs.Canvas;

/// <summary>
/// Draws into memory, span by span. It needs no graphics card and no display, and where there is none it is several times faster
/// than triangles through SDL's own software renderer.
/// </summary>
internal sealed partial class RasterCanvas : DrawingCanvas
{
    private readonly ISurface? _surface;
    private readonly ConvexSpans _spans = new();
    private uint[] _pixels = [];
    private PixelArea _clip;

    /// <summary>A canvas of a size in pixels; without a surface it is only read back.</summary>
    public RasterCanvas(int width, int height, ISurface? surface = null)
    {
        _surface = surface;
        Resize(width, height);
    }

    public override void Resize(int width, int height)
    {
        Width = width;
        Height = height;
        // Pinned, so that SDL may copy from it without a step in between.
        _pixels = GC.AllocateArray<uint>(width * height, pinned: true);
        _spans.Resize(height);
        _clip = Whole;
    }

    public override void SetClip(PixelArea area) => _clip = area.Within(Whole);

    public override void Clear(Color color)
    {
        var opaque = Pixel.Of(new Color(color.R, color.G, color.B));
        if (_clip == Whole)
        {
            _pixels.AsSpan().Fill(opaque);
            return;
        }

        for (var y = _clip.Top; y < _clip.Bottom; y++)
            FillRow(y, _clip.Left, _clip.Right, opaque);
    }

    public override void Present() => _surface?.Show(_pixels, Width, Height);

    public override void ReadPixels(Span<byte> pixels)
    {
        var target = MemoryMarshal.Cast<byte, uint>(pixels);
        for (var i = 0; i < target.Length; i++)
            target[i] = Pixel.SwapRedAndBlue(_pixels[i]);
    }

    /// <summary>Memory goes by itself.</summary>
    public override void Dispose()
    {
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<uint> Row(int y, int left, int right) => _pixels.AsSpan((y * Width) + left, right - left);

    private void FillRow(int y, int left, int right, uint color) => Pixel.Fill(Row(y, left, right), color);
}
