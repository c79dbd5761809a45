using Raylib_cs.Display;

namespace Raylib_cs;

/// <summary>
/// The window part of raylib: one window, drawn anew each frame between <see cref="BeginDrawing"/> and <see cref="EndDrawing"/>.
/// Everything is called from the thread that called <see cref="InitWindow"/>.
/// </summary>
public static unsafe partial class Raylib
{
    private static DisplayWindow? _window;
    private static ConfigFlags _flags;

    private static DisplayWindow Window => _window ?? throw new InvalidOperationException("There is no window: call InitWindow first.");
}
