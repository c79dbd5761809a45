using System.Runtime.InteropServices;
using Raylib_cs.Canvas;
using Raylib_cs.Sdl;

namespace Raylib_cs.Display;

/// <summary>
/// Which canvas a window gets: the graphics card's when there is one, else memory. SDL's own variable SDL_RENDER_DRIVER=software
/// asks for memory.
/// </summary>
internal static unsafe class CanvasChoice
{
    private const int Renderer = 0x1F01;

    public static DrawingCanvas For(nint window, WindowSurface surface, bool waitsForScreen)
    {
        SdlNative.SDL_GetWindowSize(window, out var width, out var height);
        var asksForMemory = string.Equals(Environment.GetEnvironmentVariable("SDL_RENDER_DRIVER"), "software", StringComparison.Ordinal);
        var renderer = asksForMemory ? 0 : SdlNative.SDL_CreateRenderer(window, -1, Flags(waitsForScreen));
        if (renderer != 0 && IsDrawnByProcessor())
        {
            SdlNative.SDL_DestroyRenderer(renderer);
            renderer = 0;
        }

        return renderer != 0 ? new GeometryCanvas(renderer, width, height) : new RasterCanvas(width, height, surface);
    }

    private static uint Flags(bool waitsForScreen) =>
        SdlNative.RendererAccelerated | SdlNative.RendererTargetTexture | (waitsForScreen ? SdlNative.RendererVSync : 0);

    /// <summary>OpenGL without a card: it calls itself accelerated, yet takes all cores for what our canvas does with part of one.</summary>
    private static bool IsDrawnByProcessor()
    {
        var getString = SdlNative.SDL_GL_GetProcAddress("glGetString");
        if (getString == 0)
            return false;

        var name = Marshal.PtrToStringUTF8(((delegate* unmanaged<int, nint>)getString)(Renderer));
        return name is not null
            && (name.Contains("llvmpipe", StringComparison.OrdinalIgnoreCase)
                || name.Contains("softpipe", StringComparison.OrdinalIgnoreCase)
                || name.Contains("SwiftShader", StringComparison.OrdinalIgnoreCase));
    }
}
