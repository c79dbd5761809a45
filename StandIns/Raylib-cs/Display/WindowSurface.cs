using Raylib_cs.Canvas;
using Raylib_cs.Sdl;

namespace Raylib_cs.Display;

/// <summary>Copies finished pixels into the window. SDL converts where the display wants another order of bytes.</summary>
internal sealed unsafe class WindowSurface(nint window) : ISurface, IDisposable
{
    private uint[] _pixels = [];
    private nint _source;

    public void Show(uint[] pixels, int width, int height)
    {
        if (pixels != _pixels)
            Wrap(pixels, width, height);

        // Asked for each time: a resized window has another surface.
        var target = SdlNative.SDL_GetWindowSurface(window);
        if (target != 0)
        {
            _ = SdlNative.SDL_BlitSurface(_source, null, target, null);
            _ = SdlNative.SDL_UpdateWindowSurface(window);
        }
    }

    public void Dispose()
    {
        if (_source != 0)
        {
            SdlNative.SDL_FreeSurface(_source);
            _source = 0;
        }
    }

    private void Wrap(uint[] pixels, int width, int height)
    {
        Dispose();
        _pixels = pixels;
        fixed (uint* start = pixels)
        {
            // The array is pinned for its life, and this object keeps it alive.
            _source = SdlNative.SDL_CreateRGBSurfaceWithFormatFrom(
                start, width, height, 32, width * sizeof(uint), SdlNative.FormatArgb8888);
        }

        _ = SdlNative.SDL_SetSurfaceBlendMode(_source, SdlNative.BlendModeNone);
    }
}
