using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs.Canvas;

/// <summary>The pixels of a texture in the order of the canvas.</summary>
internal sealed class RasterTexture(int width, int height)
{
    private readonly uint[] _pixels = new uint[width * height];

    public static uint SwapRedAndBlue(uint pixel) => (pixel & 0xFF00FF00) | (pixel >> 16 & 0xFF) | ((pixel & 0xFF) << 16);

    public void Update(ReadOnlySpan<byte> pixels)
    {
        ReadOnlySpan<uint> source = MemoryMarshal.Cast<byte, uint>(pixels);
        for (int i = 0; i < _pixels.Length; i++)
        {
            _pixels[i] = SwapRedAndBlue(source[i]);
        }
    }

    /// <summary>The nearest pixel; beyond the border it repeats that of the border.</summary>
    public uint At(Vector2 texel)
    {
        int x = (int)Math.Clamp(texel.X, 0, width - 1);
        int y = (int)Math.Clamp(texel.Y, 0, height - 1);
        return _pixels[(y * width) + x];
    }
}
