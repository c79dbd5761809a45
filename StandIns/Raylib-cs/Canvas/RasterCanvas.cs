using System.Numerics;
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
    private readonly List<RasterTexture?> _textures = [null];
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
        uint opaque = Pixel.Of(new Color(color.R, color.G, color.B));
        if (_clip == Whole)
        {
            _pixels.AsSpan().Fill(opaque);
            return;
        }

        for (int y = _clip.Top; y < _clip.Bottom; y++)
        {
            FillRow(y, _clip.Left, _clip.Right, opaque);
        }
    }

    public override uint CreateTexture(int width, int height, ReadOnlySpan<byte> pixels)
    {
        var texture = new RasterTexture(width, height);
        texture.Update(pixels);
        int free = _textures.IndexOf(null, 1);
        if (free < 0)
        {
            free = _textures.Count;
            _textures.Add(texture);
        }

        _textures[free] = texture;
        return (uint)free;
    }

    public override void UpdateTexture(uint texture, ReadOnlySpan<byte> pixels) => _textures[(int)texture]?.Update(pixels);

    public override void DeleteTexture(uint texture) => _textures[(int)texture] = null;

    public override void DrawTexture(uint texture, in TexturedQuad quad, Color tint)
    {
        if (_textures[(int)texture] is not { } image)
        {
            return;
        }

        float area = (quad.Across.X * quad.Down.Y) - (quad.Across.Y * quad.Down.X);
        if (area == 0)
        {
            return;
        }

        // The way back from the screen to the texture: how far along each edge of the quad one step right or down goes.
        Vector2 perRight = new Vector2(quad.Down.Y, -quad.Across.Y) / area * quad.TexelSpan;
        Vector2 perDown = new Vector2(-quad.Down.X, quad.Across.X) / area * quad.TexelSpan;
        Vector2 right = quad.Corner + quad.Across;
        _spans.Trace([quad.Corner, right, right + quad.Down, quad.Corner + quad.Down], _clip);
        uint color = Pixel.Of(tint);
        for (int y = _spans.Top; y < _spans.Bottom; y++)
        {
            (int left, int end) = _spans.Row(y);
            Vector2 offset = new Vector2(left + 0.5f, y + 0.5f) - quad.Corner;
            Vector2 texel = quad.Texel + (perRight * offset.X) + (perDown * offset.Y);
            foreach (ref uint pixel in Row(y, left, end))
            {
                pixel = Pixel.Over(Pixel.Tint(image.At(texel), color), pixel);
                texel += perRight;
            }
        }
    }

    public override void Present() => _surface?.Show(_pixels, Width, Height);

    public override void ReadPixels(Span<byte> pixels)
    {
        Span<uint> target = MemoryMarshal.Cast<byte, uint>(pixels);
        for (int i = 0; i < target.Length; i++)
        {
            target[i] = RasterTexture.SwapRedAndBlue(_pixels[i]);
        }
    }

    /// <summary>Memory goes by itself.</summary>
    public override void Dispose() => _textures.Clear();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Span<uint> Row(int y, int left, int right) => _pixels.AsSpan((y * Width) + left, right - left);

    private void FillRow(int y, int left, int right, uint color) => Pixel.Fill(Row(y, left, right), color);
}
