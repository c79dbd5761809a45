using System.Runtime.InteropServices;
using Raylib_cs.Sdl;

namespace Raylib_cs.Display;

/// <summary>
/// Notices the loss of the X server. Xlib ends the process when its connection breaks, unless it is told otherwise: here it is,
/// so that the program can close as if the window had been closed.
/// </summary>
internal static unsafe class XServerWatch
{
    private const int X11 = 2;

    /// <summary>True after the connection broke. Nothing may be asked of SDL from then on but to let it be.</summary>
    public static bool IsLost { get; private set; }

    public static void Start(nint window)
    {
        IsLost = false;
        var info = default(SdlWindowInfo);
        SdlNative.SDL_GetVersion(out info.Version);
        if (SdlNative.SDL_GetWindowWMInfo(window, ref info) == 0 || info.Subsystem != X11)
            return;

        // Without the second function (libX11 before 1.7) Xlib's own answer stays: a line, and exit code 1.
        if (NativeLibrary.TryLoad("libX11.so.6", out var library)
            && NativeLibrary.TryGetExport(library, "XSetIOErrorHandler", out var setHandler)
            && NativeLibrary.TryGetExport(library, "XSetIOErrorExitHandler", out var setExitHandler))
        {
            ((delegate* unmanaged<delegate* unmanaged<nint, int>, nint>)setHandler)(&OnError);
            ((delegate* unmanaged<nint, delegate* unmanaged<nint, nint, void>, nint, void>)setExitHandler)(info.Display, &OnExit, 0);
        }
    }

    [UnmanagedCallersOnly]
    private static int OnError(nint display)
    {
        IsLost = true;
        return 0;
    }

    /// <summary>Returning is what keeps the process: Xlib then fails every further request.</summary>
    [UnmanagedCallersOnly]
    private static void OnExit(nint display, nint data) => IsLost = true;
}
