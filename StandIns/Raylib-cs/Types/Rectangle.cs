using System.Numerics;

namespace Raylib_cs;

/// <summary>A rectangle by its left upper corner; y grows downwards.</summary>
public struct Rectangle
{
    public float X;
    public float Y;
    public float Width;
    public float Height;

    public Rectangle(float x, float y, float width, float height)
    {
        X = x;
        Y = y;
        Width = width;
        Height = height;
    }

    public Rectangle(Vector2 position, Vector2 size)
        : this(position.X, position.Y, size.X, size.Y)
    {
    }

    public Vector2 Position
    {
        readonly get => new(X, Y);
        set => (X, Y) = (value.X, value.Y);
    }

    public Vector2 Size
    {
        readonly get => new(Width, Height);
        set => (Width, Height) = (value.X, value.Y);
    }

    public readonly Vector2 Center => new(X + (Width / 2), Y + (Height / 2));
}
