using System.Numerics;

namespace Raylib_cs.Sdl;

/// <summary>A corner of a triangle: where on the screen, which colour. SDL keeps a place in a texture behind them.</summary>
internal struct SdlVertex(Vector2 position, Color color)
{
    public Vector2 Position = position;
    public Color Color = color;
    public Vector2 Texel;
}
