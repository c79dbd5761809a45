namespace Raylib_cs.Sdl;

internal struct SdlRect(int x, int y, int width, int height)
{
    public int X = x;
    public int Y = y;
    public int Width = width;
    public int Height = height;
}
