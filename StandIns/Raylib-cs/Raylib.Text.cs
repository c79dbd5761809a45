using System.Numerics;
using Raylib_cs.Text;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    /// <summary>Text in the one font, its size in pixels and at least 10; multiples of 10 are sharpest. Latin-1, else a box.</summary>
    public static void DrawText(string text, int posX, int posY, int fontSize, Color color)
    {
        var size = AtLeastReadable(fontSize);
        Window.Pen.DrawText(text, new Vector2(posX, posY), ScaleOf(size), SpacingOf(size), color);
    }

    /// <summary>The width in pixels of the widest line, as <see cref="DrawText"/> would draw it.</summary>
    public static int MeasureText(string text, int fontSize)
    {
        var size = AtLeastReadable(fontSize);
        return (int)BitmapFont.Default.Measure(text, ScaleOf(size), SpacingOf(size));
    }

    private static int AtLeastReadable(int fontSize) => Math.Max(fontSize, BitmapFont.Size);

    private static float ScaleOf(int size) => (float)size / BitmapFont.Size;

    /// <summary>Whole pixels, so that letters of one size stand equally far apart.</summary>
    private static int SpacingOf(int size) => size / BitmapFont.Size;
}
