using System.Numerics;

namespace Ecs.DebugView.Model.Picture;

/// <summary>A rectangle of the screen in pixels, or of the world in units; y grows downwards.</summary>
public readonly record struct Area(float X, float Y, float Width, float Height)
{
    public float Right => X + Width;

    public float Bottom => Y + Height;

    public Vector2 Centre => new(X + (Width / 2), Y + (Height / 2));

    public bool Contains(Vector2 point) => point.X >= X && point.X < Right && point.Y >= Y && point.Y < Bottom;

    public bool Overlaps(in Area other) => X < other.Right && other.X < Right && Y < other.Bottom && other.Y < Bottom;

    /// <summary>Whether all of the other lies inside.</summary>
    public bool Holds(in Area other) => other.X >= X && other.Y >= Y && other.Right <= Right && other.Bottom <= Bottom;

    /// <summary>Larger on each side.</summary>
    public Area Grow(Vector2 by) => new(X - by.X, Y - by.Y, Width + (2 * by.X), Height + (2 * by.Y));
}
