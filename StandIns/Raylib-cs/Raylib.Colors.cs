using System.Numerics;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    /// <summary>A colour by hue in degrees, saturation and value from 0 to 1.</summary>
    public static Color ColorFromHSV(float hue, float saturation, float value) => new(
        PartOf(5, hue, saturation, value), PartOf(3, hue, saturation, value), PartOf(1, hue, saturation, value));

    /// <summary>The colour with another opacity, 0 to 1.</summary>
    public static Color ColorAlpha(Color color, float alpha) =>
        color with { A = (byte)(Math.Clamp(alpha, 0f, 1f) * byte.MaxValue) };

    /// <summary>The same as <see cref="ColorAlpha"/>.</summary>
    public static Color Fade(Color color, float alpha) => ColorAlpha(color, alpha);

    /// <summary>A colour from its number, 0xRRGGBBAA.</summary>
    public static Color GetColor(uint hexValue) =>
        new((byte)(hexValue >> 24), (byte)(hexValue >> 16), (byte)(hexValue >> 8), (byte)hexValue);

    public static CBool CheckCollisionPointRec(Vector2 point, Rectangle rec) =>
        point.X >= rec.X && point.X < rec.X + rec.Width && point.Y >= rec.Y && point.Y < rec.Y + rec.Height;

    /// <summary>One primary: a trapezoid over the circle of hues, shifted by 5, 3 or 1 sixths for red, green and blue.</summary>
    private static float PartOf(int shift, float hue, float saturation, float value)
    {
        float sixth = (shift + (hue / 60f)) % 6;
        float slope = Math.Clamp(Math.Min(sixth, 4 - sixth), 0f, 1f);
        return value - (value * saturation * slope);
    }
}
