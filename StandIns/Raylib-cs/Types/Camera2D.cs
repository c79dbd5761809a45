using System.Numerics;

namespace Raylib_cs;

/// <summary>
/// Looks at a plane: <see cref="Target"/> is the world point that appears at the screen point <see cref="Offset"/>, turned by
/// <see cref="Rotation"/> degrees clockwise and enlarged by <see cref="Zoom"/>. A zoom of zero shows nothing.
/// </summary>
public struct Camera2D(Vector2 offset, Vector2 target, float rotation, float zoom)
{
    public Vector2 Offset = offset;
    public Vector2 Target = target;
    public float Rotation = rotation;
    public float Zoom = zoom;
}
