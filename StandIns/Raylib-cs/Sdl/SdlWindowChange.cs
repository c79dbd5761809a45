namespace Raylib_cs.Sdl;

internal enum SdlWindowChange : byte
{
    SizeChanged = 6,
    FocusLost = 13,
    Close = 14,
}
