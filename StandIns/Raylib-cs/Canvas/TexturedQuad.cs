using System.Numerics;

namespace Raylib_cs.Canvas;

/// <summary>
/// A parallelogram on the screen, given by one corner and the two edges that leave it, and the part of a texture that it shows,
/// in texels: where that corner lies, and what the edges span.
/// </summary>
internal readonly record struct TexturedQuad(Vector2 Corner, Vector2 Across, Vector2 Down, Vector2 Texel, Vector2 TexelSpan);
