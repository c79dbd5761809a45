using System.Runtime.InteropServices;

namespace Raylib_cs.Sdl;

/// <summary>The functions of SDL2 that a window needs. Names and numbers are SDL's.</summary>
internal static unsafe partial class SdlNative
{
    public const uint InitVideo = 0x20;

    public const int WindowCentered = 0x2FFF0000;
    public const uint WindowFullscreen = 0x1001;
    public const uint WindowHidden = 0x8;
    public const uint WindowBorderless = 0x10;
    public const uint WindowResizable = 0x20;

    public const uint RendererAccelerated = 2;
    public const uint RendererVSync = 4;
    public const uint RendererTargetTexture = 8;

    /// <summary>Four bytes, blue first in memory: what a surface of a window nearly always has.</summary>
    public const uint FormatArgb8888 = 0x16362004;

    /// <summary>Four bytes, red first in memory: what the public interface takes and gives.</summary>
    public const uint FormatAbgr8888 = 0x16762004;

    public const int TextureAccessTarget = 2;
    public const int BlendModeNone = 0;
    public const int BlendModeBlend = 1;

    private const string Library = SdlLibrary.Name;

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SDL_SetHint(string name, string value);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SDL_GetHint(string name);

    [LibraryImport(Library)]
    public static partial int SDL_InitSubSystem(uint flags);

    [LibraryImport(Library)]
    public static partial void SDL_QuitSubSystem(uint flags);

    [LibraryImport(Library)]
    private static partial byte* SDL_GetError();

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SDL_CreateWindow(string title, int x, int y, int width, int height, uint flags);

    [LibraryImport(Library)]
    public static partial void SDL_ShowWindow(nint window);

    [LibraryImport(Library)]
    public static partial void SDL_DestroyWindow(nint window);

    [LibraryImport(Library)]
    public static partial void SDL_GetVersion(out SdlVersion version);

    [LibraryImport(Library)]
    public static partial int SDL_GetWindowWMInfo(nint window, ref SdlWindowInfo info);

    [LibraryImport(Library)]
    public static partial void SDL_SetWindowMinimumSize(nint window, int width, int height);

    [LibraryImport(Library)]
    public static partial void SDL_GetWindowSize(nint window, out int width, out int height);

    [LibraryImport(Library)]
    public static partial nint SDL_GetWindowSurface(nint window);

    [LibraryImport(Library)]
    public static partial int SDL_UpdateWindowSurface(nint window);

    [LibraryImport(Library)]
    public static partial nint SDL_CreateRGBSurfaceWithFormatFrom(void* pixels, int width, int height, int depth, int pitch, uint format);

    [LibraryImport(Library)]
    public static partial nint SDL_CreateRGBSurfaceWithFormat(uint flags, int width, int height, int depth, uint format);

    [LibraryImport(Library)]
    public static partial void SDL_FreeSurface(nint surface);

    [LibraryImport(Library)]
    public static partial int SDL_SetSurfaceBlendMode(nint surface, int mode);

    [LibraryImport(Library, EntryPoint = "SDL_UpperBlit")]
    public static partial int SDL_BlitSurface(nint source, SdlRect* sourceArea, nint target, SdlRect* targetArea);

    [LibraryImport(Library)]
    public static partial int SDL_PollEvent(out SdlEvent happened);

    [LibraryImport(Library)]
    public static partial void SDL_StartTextInput();

    [LibraryImport(Library)]
    public static partial nint SDL_CreateRenderer(nint window, int index, uint flags);

    [LibraryImport(Library)]
    public static partial nint SDL_CreateSoftwareRenderer(nint surface);

    [LibraryImport(Library)]
    public static partial void SDL_DestroyRenderer(nint renderer);

    [LibraryImport(Library)]
    public static partial nint SDL_CreateTexture(nint renderer, uint format, int access, int width, int height);

    [LibraryImport(Library)]
    public static partial void SDL_DestroyTexture(nint texture);

    [LibraryImport(Library)]
    public static partial int SDL_SetRenderTarget(nint renderer, nint texture);

    [LibraryImport(Library)]
    public static partial int SDL_SetRenderDrawColor(nint renderer, byte r, byte g, byte b, byte a);

    [LibraryImport(Library)]
    public static partial int SDL_SetRenderDrawBlendMode(nint renderer, int mode);

    [LibraryImport(Library)]
    public static partial int SDL_RenderClear(nint renderer);

    [LibraryImport(Library)]
    public static partial int SDL_RenderCopy(nint renderer, nint texture, SdlRect* source, SdlRect* target);

    [LibraryImport(Library)]
    public static partial int SDL_RenderSetClipRect(nint renderer, SdlRect* area);

    [LibraryImport(Library)]
    public static partial int SDL_RenderGeometry(
        nint renderer, nint texture, SdlVertex* vertices, int vertexCount, int* indices, int indexCount);

    [LibraryImport(Library)]
    public static partial int SDL_RenderReadPixels(nint renderer, SdlRect* area, uint format, void* pixels, int pitch);

    [LibraryImport(Library)]
    public static partial void SDL_RenderPresent(nint renderer);

    [LibraryImport(Library, StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint SDL_GL_GetProcAddress(string name);

    /// <summary>SDL's words for its last failure.</summary>
    public static string LastError() => Marshal.PtrToStringUTF8((nint)SDL_GetError()) is { Length: > 0 } text ? text : "no reason given";
}
