namespace Raylib_cs.Canvas;

/// <summary>Where finished pixels are shown.</summary>
internal interface ISurface
{
    /// <summary>Shows pixels (alpha in the highest byte, then red, green, blue) that do not move in memory.</summary>
    void Show(uint[] pixels, int width, int height);
}
