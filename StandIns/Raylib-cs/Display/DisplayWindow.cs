using Raylib_cs.Canvas;
using Raylib_cs.Sdl;

namespace Raylib_cs.Display;

/// <summary>The window, what is drawn in it, and what comes out of it. One thread, the one that opened it, uses all of this.</summary>
internal sealed class DisplayWindow : IDisposable
{
    private readonly nint _window;
    private readonly WindowSurface _surface;

    /// <exception cref="DllNotFoundException">SDL2 is not installed.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no display to open a window on.</exception>
    public DisplayWindow(int width, int height, string title, ConfigFlags flags)
    {
        SdlLibrary.Require();
        SetHints();
        if (!DisplayChoice.TryChoose())
            throw NoDisplay("neither DISPLAY nor WAYLAND_DISPLAY is set");

        if (SdlNative.SDL_InitSubSystem(SdlNative.InitVideo) != 0)
            throw NoDisplay(SdlNative.LastError());

        // SDL makes the window anew for a graphics card's canvas: nobody shall see, or take hold of, the one before.
        _window = SdlNative.SDL_CreateWindow(
            title, SdlNative.WindowCentered, SdlNative.WindowCentered, Math.Max(1, width), Math.Max(1, height), FlagsOf(flags) | SdlNative.WindowHidden);
        if (_window == 0)
        {
            var reason = SdlNative.LastError();
            SdlNative.SDL_QuitSubSystem(SdlNative.InitVideo);
            throw NoDisplay(reason);
        }

        _surface = new WindowSurface(_window);
        Canvas = CanvasChoice.For(_window, _surface, flags.HasFlag(ConfigFlags.VSyncHint));
        Pen = new Pen(Canvas);
        if (!flags.HasFlag(ConfigFlags.HiddenWindow))
            SdlNative.SDL_ShowWindow(_window);
        XServerWatch.Start(_window);
        SdlNative.SDL_StartTextInput();
        Poll();
        IsResized = false;
    }

    public DrawingCanvas Canvas { get; }

    public Pen Pen { get; }

    public FramePacer Pacer { get; } = new();

    public InputState Input { get; } = new();

    /// <summary>The folder of screenshots: the one that was current when the window was opened.</summary>
    public string Folder { get; } = Environment.CurrentDirectory;

    public KeyboardKey ExitKey { get; set; } = KeyboardKey.Escape;

    /// <summary>The user asked to close, or the display is gone.</summary>
    public bool ShouldClose { get; private set; }

    public bool IsLost { get; private set; }

    /// <summary>The size changed at the last frame's end.</summary>
    public bool IsResized { get; private set; }

    public void SetMinSize(int width, int height) => SdlNative.SDL_SetWindowMinimumSize(_window, Math.Max(1, width), Math.Max(1, height));

    /// <summary>Shows the frame, waits until the next is due, and takes what keyboard, mouse and system did meanwhile.</summary>
    public void EndFrame()
    {
        if (!IsLost)
            Canvas.Present();

        Pacer.EndFrame();
        Input.BeginFrame();
        IsResized = false;
        if (!IsLost)
            Poll();
    }

    public void Dispose()
    {
        // A window whose server is gone cannot be taken down: SDL would wait for answers that never come.
        if (!IsLost)
        {
            Canvas.Dispose();
            _surface.Dispose();
            SdlNative.SDL_DestroyWindow(_window);
            SdlNative.SDL_QuitSubSystem(SdlNative.InitVideo);
        }
    }

    private static PlatformNotSupportedException NoDisplay(string reason) =>
        new($"no display to open a window on ({reason}): set DISPLAY, or run it under xvfb-run");

    private static void SetHints()
    {
        // Signals belong to the program, the screen saver to the user, and pixels from memory go to the window without a renderer.
        _ = SdlNative.SDL_SetHint("SDL_NO_SIGNAL_HANDLERS", "1");
        _ = SdlNative.SDL_SetHint("SDL_VIDEO_ALLOW_SCREENSAVER", "1");
        _ = SdlNative.SDL_SetHint("SDL_FRAMEBUFFER_ACCELERATION", "0");
        _ = SdlNative.SDL_SetHint("SDL_MOUSE_FOCUS_CLICKTHROUGH", "1");
    }

    private static uint FlagsOf(ConfigFlags flags)
    {
        uint result = 0;
        result |= flags.HasFlag(ConfigFlags.FullscreenMode) ? SdlNative.WindowFullscreen : 0;
        result |= flags.HasFlag(ConfigFlags.ResizableWindow) ? SdlNative.WindowResizable : 0;
        result |= flags.HasFlag(ConfigFlags.UndecoratedWindow) ? SdlNative.WindowBorderless : 0;
        return result;
    }

    private void Poll()
    {
        while (!XServerWatch.IsLost && SdlNative.SDL_PollEvent(out var happened) != 0)
        {
            switch (happened.Type)
            {
                case SdlEventType.Quit:
                    ShouldClose = true;
                    break;
                case SdlEventType.Window:
                    Take(happened.Window);
                    break;
                default:
                    Input.Take(happened);
                    break;
            }
        }

        ShouldClose |= Input.Keys.IsPressed((int)ExitKey);
        if (XServerWatch.IsLost)
        {
            IsLost = true;
            ShouldClose = true;
            TraceLog.Warn("the display went away, and the window with it");
        }
    }

    private void Take(SdlWindowChange change)
    {
        switch (change)
        {
            case SdlWindowChange.SizeChanged:
                Resize();
                break;
            case SdlWindowChange.FocusLost:
                Input.Keys.ReleaseAll();
                break;
            case SdlWindowChange.Close:
                ShouldClose = true;
                break;
            default:
                break;
        }
    }

    private void Resize()
    {
        SdlNative.SDL_GetWindowSize(_window, out var width, out var height);
        if (width != Canvas.Width || height != Canvas.Height)
        {
            Canvas.Resize(width, height);
            IsResized = true;
        }
    }
}
