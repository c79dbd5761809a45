namespace Raylib_cs.Text;

internal readonly record struct InkBlock(int X, int Y, int Width, int Height);
