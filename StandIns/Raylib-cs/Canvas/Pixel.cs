using System.Numerics;
using System.Runtime.InteropServices;

namespace Raylib_cs.Canvas;

/// <summary>
/// Arithmetic on pixels as 32-bit numbers: alpha in the highest byte, then red, green, blue. Two colours are mixed as
/// (source * alpha + target * (255 - alpha)) / 255, rounded, on two bytes of a number at a time.
/// </summary>
internal static class Pixel
{
    private const uint Opaque = 0xFF000000;
    private const uint EvenBytes = 0x00FF00FF;
    private const uint Half = 0x00800080;

    public static uint SwapRedAndBlue(uint pixel) => (pixel & 0xFF00FF00) | (pixel >> 16 & 0xFF) | ((pixel & 0xFF) << 16);

    public static uint Of(Color color) => ((uint)color.A << 24) | ((uint)color.R << 16) | ((uint)color.G << 8) | color.B;

    /// <summary>Lays a colour over pixels, which become opaque.</summary>
    public static void Fill(Span<uint> pixels, uint color)
    {
        var alpha = color >> 24;
        if (alpha == byte.MaxValue)
        {
            pixels.Fill(color);
            return;
        }

        if (alpha == 0)
            return;

        var rest = byte.MaxValue - alpha;
        var even = ((color & EvenBytes) * alpha) + Half;
        var odd = (((color | Opaque) >> 8 & EvenBytes) * alpha) + Half;
        var blocks = MemoryMarshal.Cast<uint, Vector<uint>>(pixels);
        if (blocks.Length > 0)
        {
            var rests = new Vector<ushort>((ushort)rest);
            var evens = Vector.AsVectorUInt16(new Vector<uint>(even));
            var odds = Vector.AsVectorUInt16(new Vector<uint>(odd));
            var mask = new Vector<uint>(EvenBytes);
            foreach (ref var block in blocks)
            {
                var low = Divide((Vector.AsVectorUInt16(block & mask) * rests) + evens);
                var high = Divide((Vector.AsVectorUInt16(Vector.ShiftRightLogical(block, 8) & mask) * rests) + odds);
                block = Vector.AsVectorUInt32(low) | Vector.ShiftLeft(Vector.AsVectorUInt32(high), 8);
            }
        }

        foreach (ref var pixel in pixels[(blocks.Length * Vector<uint>.Count)..])
            pixel = Divide(((pixel & EvenBytes) * rest) + even) | (Divide(((pixel >> 8 & EvenBytes) * rest) + odd) << 8);
    }

    private static uint Divide(uint pair) => (pair + (pair >> 8 & EvenBytes)) >> 8 & EvenBytes;

    private static Vector<ushort> Divide(Vector<ushort> values) =>
        Vector.ShiftRightLogical(values + Vector.ShiftRightLogical(values, 8), 8);
}
