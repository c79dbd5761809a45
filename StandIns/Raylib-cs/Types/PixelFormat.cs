namespace Raylib_cs;

/// <summary>How a pixel lies in memory; ours are always four bytes: red, green, blue, alpha.</summary>
public enum PixelFormat
{
    UncompressedR8G8B8A8 = 7,
}
