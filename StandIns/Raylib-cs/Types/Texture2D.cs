namespace Raylib_cs;

/// <summary>A handle to a picture that can be drawn. <see cref="Id"/> 0 is no texture and draws nothing.</summary>
public struct Texture2D
{
    public uint Id;
    public int Width;
    public int Height;
    public int Mipmaps;
    public PixelFormat Format;
}
