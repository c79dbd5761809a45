using System.Runtime.InteropServices;
using Raylib_cs.Sdl;

namespace Raylib_cs.Display;

/// <summary>
/// Where the window will appear. Left alone, SDL tries one system after the other, down to one that shows nothing, and the
/// libraries of those that fail complain on standard error.
/// </summary>
internal static class DisplayChoice
{
    private const string Driver = "SDL_VIDEODRIVER";

    /// <summary>False when there is no display, and none was asked for by SDL's own variable.</summary>
    public static bool TryChoose()
    {
        var isAskedFor = Marshal.PtrToStringUTF8(SdlNative.SDL_GetHint(Driver)) is { Length: > 0 };
        if (!OperatingSystem.IsLinux() || isAskedFor || IsSet("WAYLAND_DISPLAY"))
            return true;

        if (!IsSet("DISPLAY"))
            return false;

        _ = SdlNative.SDL_SetHint(Driver, "x11");
        return true;
    }

    private static bool IsSet(string variable) => !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable));
}
