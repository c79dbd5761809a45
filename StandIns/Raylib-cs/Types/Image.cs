namespace Raylib_cs;

/// <summary>Pixels in native memory, row by row from the top, until <see cref="Raylib.UnloadImage"/> gives them back.</summary>
public unsafe struct Image
{
    public void* Data;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;
}
