using System.Globalization;
using Raylib_cs;
using static Raylib_cs.Raylib;

namespace Ecs.StandIns.Tests.Raylib.Support;

/// <summary>
/// A window of 320 x 240 in its own process. It draws one picture, prints what the user does, a line each, and saves the screen
/// when F12 is pressed. Exit code 69 says that there was no window, or that it was lost.
/// </summary>
public static class WindowProgram
{
    public const string Title = "stand-in window";
    public const int NoWindow = 69;

    public static int Main(string[] arguments)
    {
        try
        {
            SetConfigFlags(ConfigFlags.ResizableWindow);
            InitWindow(320, 240, Title);
        }
        catch (Exception fault) when (fault is DllNotFoundException or PlatformNotSupportedException)
        {
            Console.Error.WriteLine(fault.Message);
            return NoWindow;
        }

        SetTargetFPS(100);
        Draw();
        Say("open");
        while (!WindowShouldClose())
        {
            Draw();
            TellKeys(arguments);
            TellMouse();
        }

        var isLost = !IsWindowReady();
        CloseWindow();
        Say("closed");
        return isLost ? NoWindow : 0;
    }

    private static void Draw()
    {
        BeginDrawing();
        ClearBackground(Color.DarkBlue);
        DrawRectangle(10, 20, 100, 50, Color.Red);
        DrawCircle(200, 120, 40, Color.Gold);
        DrawText("Hello", 10, 200, 20, Color.White);
        EndDrawing();
    }

    private static void TellKeys(string[] arguments)
    {
        for (var key = GetKeyPressed(); key != 0; key = GetKeyPressed())
        {
            Say($"key {(KeyboardKey)key}");
            if (key == (int)KeyboardKey.F12)
            {
                TakeScreenshot(arguments[0]);
                Say("saved");
            }
        }

        for (var character = GetCharPressed(); character != 0; character = GetCharPressed())
            Say($"char {character}");
    }

    private static void TellMouse()
    {
        foreach (var button in (ReadOnlySpan<MouseButton>)[MouseButton.Left, MouseButton.Right, MouseButton.Middle])
        {
            if (IsMouseButtonPressed(button))
                Say($"press {button} {GetMouseX()} {GetMouseY()}");

            if (IsMouseButtonReleased(button))
                Say($"release {button} {GetMouseX()} {GetMouseY()}");
        }

        if (GetMouseWheelMove() != 0)
            Say(string.Create(CultureInfo.InvariantCulture, $"wheel {GetMouseWheelMove()}"));

        if (IsWindowResized())
            Say($"size {GetScreenWidth()} {GetScreenHeight()}");
    }

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }
}
