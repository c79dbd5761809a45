using System.Numerics;

namespace Raylib_cs.Sdl;

/// <summary>A corner of a triangle: where on the screen, which colour, where in the texture (0 to 1).</summary>
internal struct SdlVertex(Vector2 position, Color color, Vector2 texel)
{
    public Vector2 Position = position;
    public Color Color = color;
    public Vector2 Texel = texel;
}
