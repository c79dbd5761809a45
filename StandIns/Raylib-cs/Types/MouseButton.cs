namespace Raylib_cs;

public enum MouseButton
{
    Left,
    Right,
    Middle,
    Side,
    Extra,
    Forward,
    Back,
}
