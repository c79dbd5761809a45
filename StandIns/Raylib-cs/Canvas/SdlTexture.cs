namespace Raylib_cs.Canvas;

/// <summary>A texture on the card; a handle of zero is none.</summary>
internal readonly record struct SdlTexture(nint Handle, int Width, int Height);
