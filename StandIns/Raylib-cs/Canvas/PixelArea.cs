namespace Raylib_cs.Canvas;

/// <summary>Whole pixels from left and top up to, without, right and bottom.</summary>
internal readonly record struct PixelArea(int Left, int Top, int Right, int Bottom)
{
    public bool IsEmpty => Right <= Left || Bottom <= Top;

    /// <summary>What two areas share; the empty area at the origin when that is nothing.</summary>
    public PixelArea Within(PixelArea other)
    {
        var shared = new PixelArea(
            Math.Max(Left, other.Left), Math.Max(Top, other.Top), Math.Min(Right, other.Right), Math.Min(Bottom, other.Bottom));
        return shared.IsEmpty ? default : shared;
    }
}
