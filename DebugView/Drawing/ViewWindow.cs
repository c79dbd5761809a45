using System.Diagnostics;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Input;
using Ecs.DebugView.Model.Picture;
using Raylib_cs;
using static Raylib_cs.Raylib;

namespace Ecs.DebugView.Drawing;

/// <summary>
/// The window: reads the hands, lets the model think, draws what it says. It lives on the thread that opened it, which must
/// be the process's first.
/// </summary>
internal sealed class ViewWindow : IDisposable
{
    private const int FramesPerSecond = 60;
    private const int SmallestWidth = 640;
    private const int SmallestHeight = 360;

    private readonly DrawList _picture = new(new RaylibText());

    private ViewWindow()
    {
    }

    /// <summary>False with one line of fault when there is no library to draw with, or nothing to draw on.</summary>
    public static bool TryOpen(int width, int height, out ViewWindow? window, out string fault)
    {
        window = null;
        fault = "";
        try
        {
            SetTraceLogLevel(TraceLogLevel.Warning);
            SetConfigFlags(ConfigFlags.ResizableWindow);
            InitWindow(width, height, "Ecs");
        }
        catch (Exception missing) when (missing is DllNotFoundException or PlatformNotSupportedException)
        {
            fault = missing.Message.Split('\n')[0].TrimEnd();
            return false;
        }

        if (!IsWindowReady())
        {
            fault = "the window cannot be opened";
            return false;
        }

        SetExitKey(KeyboardKey.Null);
        SetWindowMinSize(SmallestWidth, SmallestHeight);
        SetTargetFPS(FramesPerSecond);
        window = new ViewWindow();
        return true;
    }

    /// <summary>
    /// Draws until the window closes, the source ends, or so many pictures are drawn (0 = no limit). They count from the first
    /// that has a world to show: until then nobody knows whether there will be one.
    /// </summary>
    /// <returns>The milliseconds that each picture took to make, waiting for the next one not included.</returns>
    public IReadOnlyList<double> Run(ViewModel view, int frames)
    {
        var costs = new List<double>();
        var drawn = 0;
        while ((frames == 0 || drawn < frames) && !WindowShouldClose() && view.Source.ExitCode is null)
        {
            Thread.Sleep(TimeSpan.FromSeconds(view.PauseForTick()));
            var start = Stopwatch.GetTimestamp();
            var input = Hands.Read();
            view.Update(input, GetFrameTime());
            ViewPicture.Draw(view, _picture, GetFPS());
            BeginDrawing();
            Painter.Draw(_picture);
            var cost = Stopwatch.GetElapsedTime(start);
            view.Rhythm.Took(cost.TotalSeconds);
            if (drawn != 0 || !view.IsWaiting)
                drawn++;
            if (frames != 0 && drawn != 0)
                costs.Add(cost.TotalMilliseconds);
            EndDrawing();
            if (input.Keys.Contains(ViewKey.F12))
                TakeScreenshot($"view-{view.Shown.View.Tick.Value}.png");
        }

        return costs;
    }

    /// <summary>Saves the last picture as PNG; false after the library has said why not.</summary>
    public static bool TrySave(string file)
    {
        var image = LoadImageFromScreen();
        bool isSaved = ExportImage(image, file);
        UnloadImage(image);
        return isSaved;
    }

    /// <summary>False after the display went away under the window.</summary>
    public static bool IsThere => IsWindowReady();

    public void Dispose() => CloseWindow();
}
