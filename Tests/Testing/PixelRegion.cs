namespace Ecs.Tests.Testing;

/// <summary>Pixels from left and top up to, without, right and bottom.</summary>
public readonly record struct PixelRegion(int Left, int Top, int Right, int Bottom)
{
    /// <summary>Row by row.</summary>
    public IEnumerable<(int X, int Y)> Pixels()
    {
        for (var y = Top; y < Bottom; y++)
        {
            for (var x = Left; x < Right; x++)
                yield return (x, y);
        }
    }
}
