namespace Raylib_cs.Sdl;

internal enum SdlEventType : uint
{
    Quit = 0x100,
    Window = 0x200,
    KeyDown = 0x300,
    KeyUp = 0x301,
    TextInput = 0x303,
    MouseMotion = 0x400,
    MouseButtonDown = 0x401,
    MouseButtonUp = 0x402,
    MouseWheel = 0x403,
}
