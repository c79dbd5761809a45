namespace Raylib_cs;

/// <summary>Wishes for the window; those in force at <see cref="Raylib.InitWindow"/> are granted as far as the system does.</summary>
[Flags]
public enum ConfigFlags : uint
{
    FullscreenMode = 2,
    ResizableWindow = 4,
    UndecoratedWindow = 8,
    VSyncHint = 64,
    HiddenWindow = 128,
    AlwaysRunWindow = 256,
}
