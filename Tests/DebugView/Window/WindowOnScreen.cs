using System.Globalization;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;

namespace Ecs.Tests.DebugView.Window;

/// <summary>The real window in its own process, on a screen of its own, that hands can work and eyes can look at.</summary>
internal sealed class WindowOnScreen : IDisposable
{
    /// <summary>Where the world is drawn at 1280 x 720 with all panels open, without its border.</summary>
    public static readonly PixelRegion World = new(266, 26, 948, 546);

    /// <summary>The upper edge of the world, where a banner is put; without its letters.</summary>
    public static readonly PixelRegion Banner = new(700, 30, 940, 46);

    public static readonly PixelRegion Legend = new(2, 26, 262, 208);

    public static readonly PixelRegion Inspector = new(2, 212, 262, 546);

    public static readonly PixelRegion Console = new(478, 566, 948, 656);

    /// <summary>The line that is being written, in the console's lowest row.</summary>
    public static readonly PixelRegion Prompt = new(478, 660, 946, 674);

    private readonly string _folder = Directory.CreateTempSubdirectory("window").FullName;
    private readonly string _id;

    /// <summary>Opens it over a server of its own, and waits until it draws.</summary>
    public WindowOnScreen(params string[] arguments)
        : this(isHost: true, ["--seed", "7", .. arguments])
    {
    }

    private WindowOnScreen(bool isHost, string[] arguments)
    {
        Program = ServerChild.StartWindow(_folder, On(Screen.Display), arguments);
        try
        {
            if (isHost)
                Program.Ready();
            _id = Screen.Act("search", "--sync", "--onlyvisible", "--name", "^Ecs$").Trim();
            Screen.Act("windowfocus", "--sync", _id);
            Look();
        }
        catch
        {
            Dispose();
            throw;
        }
    }

    public VirtualScreen Screen { get; } = new();

    public ServerChild Program { get; }

    /// <summary>Opens it over a server elsewhere.</summary>
    public static WindowOnScreen Over(ServerChild server) => new(isHost: false, ["--connect", $"127.0.0.1:{server.Port}"]);

    /// <summary>Variables that put a window on a display and nowhere else.</summary>
    public static Dictionary<string, string> On(string display) => new()
    {
        ["DISPLAY"] = display,
        ["WAYLAND_DISPLAY"] = "",
        ["SDL_VIDEODRIVER"] = display.Length == 0 ? "" : "x11",
    };

    public void Press(params string[] keys) => Screen.Act(["key", .. keys]);

    /// <summary>Moves the pointer, and waits until the window has seen it.</summary>
    public void Point(int x, int y, params string[] then)
    {
        Screen.Act(["mousemove", Text(x), Text(y), .. then]);
        Look();
    }

    /// <summary>Presses and lets go, each seen by the window.</summary>
    public void Click(int x, int y)
    {
        Point(x, y, "mousedown", "1");
        Point(x, y, "mouseup", "1");
    }

    /// <summary>What the window shows, with the tick of the world in it. Everything done before has had its effect.</summary>
    public (uint Tick, PngPicture Picture) Look()
    {
        var saved = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var watcher = new FileSystemWatcher(_folder, "view-*.png");
        watcher.Created += (_, file) => saved.TrySetResult(file.FullPath);
        watcher.Renamed += (_, file) => saved.TrySetResult(file.FullPath);
        watcher.EnableRaisingEvents = true;
        Press("F12");
        Assert.True(saved.Task.Wait(Patience.Limit), "the window saved no picture");
        var path = saved.Task.Result;
        var picture = PngPicture.Read(path);
        File.Delete(path);
        var tick = Path.GetFileNameWithoutExtension(path)["view-".Length..];
        return (uint.Parse(tick, CultureInfo.InvariantCulture), picture);
    }

    public void Close() => WindowCloser.Close(Screen.Display, nint.Parse(_id, CultureInfo.InvariantCulture));

    public void Dispose()
    {
        Program.Dispose();
        Screen.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
