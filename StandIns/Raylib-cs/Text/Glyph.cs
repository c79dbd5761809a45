namespace Raylib_cs.Text;

/// <summary>A character as the rectangles of its ink, in pixels of the font.</summary>
internal sealed record Glyph(int Width, InkBlock[] Ink);
