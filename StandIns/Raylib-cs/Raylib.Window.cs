using Raylib_cs.Display;

namespace Raylib_cs;

public static unsafe partial class Raylib
{
    /// <summary>Opens the window, with the flags set before.</summary>
    /// <exception cref="DllNotFoundException">SDL2 is not installed; the message is one line that says what to install.</exception>
    /// <exception cref="PlatformNotSupportedException">There is no display; the message is one line that says so.</exception>
    public static void InitWindow(int width, int height, string title)
    {
        CloseWindow();
        _window = new DisplayWindow(width, height, title, _flags);
    }

    public static void CloseWindow()
    {
        _window?.Dispose();
        _window = null;
    }

    /// <summary>True between <see cref="InitWindow"/> and <see cref="CloseWindow"/>, unless the display was lost.</summary>
    public static CBool IsWindowReady() => _window is { IsLost: false };

    /// <summary>The close button or the exit key was pressed, or the display is gone.</summary>
    public static CBool WindowShouldClose() => Window.ShouldClose;

    public static CBool IsWindowResized() => Window.IsResized;

    public static void SetWindowMinSize(int width, int height) => Window.SetMinSize(width, height);

    public static int GetScreenWidth() => Window.Canvas.Width;

    public static int GetScreenHeight() => Window.Canvas.Height;

    /// <summary>Adds flags for the window that will be opened.</summary>
    public static void SetConfigFlags(ConfigFlags flags) => _flags |= flags;

    public static void SetTraceLogLevel(TraceLogLevel logLevel) => TraceLog.Least = logLevel;

    /// <summary>The key that closes the window: Escape unless set, none when Null.</summary>
    public static void SetExitKey(KeyboardKey key) => Window.ExitKey = key;

    /// <summary>Frames per second that <see cref="EndDrawing"/> waits for; 0 is no limit.</summary>
    public static void SetTargetFPS(int fps) => Window.Pacer.Target = fps;

    public static int GetFPS() => Window.Pacer.Rate;

    /// <summary>Seconds that the last frame took.</summary>
    public static float GetFrameTime() => (float)Window.Pacer.FrameSeconds;

    /// <summary>Seconds since the window was opened.</summary>
    public static double GetTime() => Window.Pacer.Now;
}
