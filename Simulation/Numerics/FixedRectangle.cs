namespace Ecs.Simulation.Numerics;

/// <summary>An axis-aligned rectangle; y grows downwards, so <paramref name="Top"/> is the smaller y.</summary>
public readonly record struct FixedRectangle(Fixed Left, Fixed Top, Fixed Right, Fixed Bottom)
{
    public static FixedRectangle Around(Fixed x, Fixed y, Fixed halfWidth, Fixed halfHeight) =>
        new(x - halfWidth, y - halfHeight, x + halfWidth, y + halfHeight);

    /// <summary>Edges count as inside.</summary>
    public bool Contains(Fixed x, Fixed y) => x >= Left && x <= Right && y >= Top && y <= Bottom;

    /// <summary>True when the insides meet; rectangles that only touch do not overlap.</summary>
    public bool Overlaps(in FixedRectangle other) =>
        Left < other.Right && other.Left < Right && Top < other.Bottom && other.Top < Bottom;
}
