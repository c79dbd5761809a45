namespace Raylib_cs.Sdl;

internal enum SdlWindowChange : byte
{
    Exposed = 3,
    SizeChanged = 6,
    Minimized = 7,
    Maximized = 8,
    Restored = 9,
    FocusGained = 12,
    FocusLost = 13,
    Close = 14,
}
