using Ecs.StandIns.Tests.Raylib.Support;
using Ecs.Tests.Testing;
using Raylib_cs;
using Raylib_cs.Canvas;
using Raylib_cs.Display;
using Raylib_cs.Sdl;
using static Raylib_cs.Raylib;

namespace Ecs.StandIns.Tests.Raylib;

/// <summary>A window in a process of its own, with nothing to show it, under a real X server, and without what it needs.</summary>
public sealed class WindowTests : IDisposable
{
    private const string Sdl = "libSDL2-2.0.so.0";

    private readonly string _folder = Directory.CreateTempSubdirectory("raylib").FullName;

    private string Screenshot => Path.Combine(_folder, "screen.png");

    [Fact]
    public void A_missing_library_is_one_line_that_says_what_to_install()
    {
        var fault = Assert.Throws<DllNotFoundException>(() => SdlLibrary.Load(["libNoSuchSdl.so", "/no/such/file"]));

        Assert.Contains("SDL2 is not installed", fault.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', fault.Message);
    }

    [Fact]
    public void Drawing_without_a_window_says_what_to_call_first()
    {
        Assert.False(IsWindowReady());
        Assert.Contains("InitWindow", Assert.Throws<InvalidOperationException>(BeginDrawing).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_without_the_library_ends_with_that_line()
    {
        using var window = new WindowChild([Screenshot], (SdlLibrary.PathVariable, "/no/such/library"));

        Assert.Equal(WindowProgram.NoWindow, window.WaitForExit());
        Assert.StartsWith("SDL2 is not installed (/no/such/library was not found)", window.Errors, StringComparison.Ordinal);
        Assert.Single(window.Errors.TrimEnd().Split('\n'));
    }

    [ComponentFact(Sdl)]
    public void A_process_without_a_display_ends_with_one_line()
    {
        foreach (var display in (string?[])[null, ":4711"])
        {
            using var window = new WindowChild(
                [Screenshot], ("DISPLAY", display), ("WAYLAND_DISPLAY", null), ("XDG_RUNTIME_DIR", null), ("SDL_VIDEODRIVER", null));

            Assert.Equal(WindowProgram.NoWindow, window.WaitForExit());
            Assert.StartsWith("no display to open a window on", window.Errors, StringComparison.Ordinal);
            Assert.Single(window.Errors.TrimEnd().Split('\n'));
        }
    }

    [ComponentFact(Sdl)]
    public void A_window_that_nothing_shows_draws_and_keeps_its_time()
    {
        SdlLibrary.Require();
        _ = SdlNative.SDL_SetHint("SDL_VIDEODRIVER", "dummy");
        InitWindow(120, 90, "unseen");
        try
        {
            Assert.True(IsWindowReady());
            Assert.Equal((120, 90), (GetScreenWidth(), GetScreenHeight()));
            SetTargetFPS(200);
            for (var i = 0; i < 10; i++)
            {
                BeginDrawing();
                ClearBackground(Color.Blue);
                DrawRectangle(10, 10, 20, 20, Color.Red);
                EndDrawing();
            }

            Assert.InRange(GetTime(), 9 / 200.0, 60);
            Assert.InRange(GetFPS(), 1, 400);
            Assert.False(WindowShouldClose());
            var screen = LoadImageFromScreen();
            SetTraceLogLevel(TraceLogLevel.None);
            Assert.True(ExportImage(screen, Screenshot));
            Assert.False(ExportImage(screen, Path.ChangeExtension(Screenshot, ".jpg")));
            Assert.False(ExportImage(screen, Path.Combine(_folder, "missing", "screen.png")));
            UnloadImage(screen);
        }
        finally
        {
            SetTraceLogLevel(TraceLogLevel.Info);
            CloseWindow();
        }

        Assert.False(IsWindowReady());
        var picture = Picture.Read(File.ReadAllBytes(Screenshot));
        Assert.Equal((120, 90), (picture.Width, picture.Height));
        Assert.Equal((400, (120 * 90) - 400), (picture.Count(Color.Red), picture.Count(Color.Blue)));
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void A_real_window_hears_keys_text_and_mouse_and_saves_what_it_shows()
    {
        using var screen = new VirtualScreen();
        using var window = new WindowChild([Screenshot], ("DISPLAY", screen.Display), ("SDL_VIDEODRIVER", "x11"));
        window.ReadUntil("open");
        // The window stands in the middle of the screen, without a manager that would frame it or give it the keyboard.
        screen.Act("search", "--name", WindowProgram.Title, "windowfocus", "--sync");

        screen.Act("key", "F5");
        Assert.Equal(["key F5"], window.ReadUntil("key F5"));
        screen.Act("type", "a;");
        var typed = window.ReadUntil("char 59");
        Assert.Equal(["key A", "key Semicolon"], typed.Where(line => line.StartsWith("key", StringComparison.Ordinal)));
        Assert.Equal(["char 97", "char 59"], typed.Where(line => line.StartsWith("char", StringComparison.Ordinal)));

        screen.Act("mousemove", "500", "300", "mousedown", "1");
        Assert.Equal(["press Left 20 60"], window.ReadUntil("press Left 20 60"));
        screen.Act("mousemove", "520", "310", "mouseup", "1");
        Assert.Equal(["release Left 40 70"], window.ReadUntil("release Left 40 70"));
        screen.Act("click", "4");
        Assert.Equal(["wheel 1"], window.ReadUntil("wheel 1"));
        screen.Act("click", "5");
        Assert.Equal(["wheel -1"], window.ReadUntil("wheel -1"));

        screen.Act("key", "F12");
        window.ReadUntil("saved");
        screen.Act("search", "--name", WindowProgram.Title, "windowsize", "400", "300");
        Assert.Equal(["size 400 300"], window.ReadUntil("size 400 300"));
        screen.Act("key", "Escape");
        window.ReadUntil("closed");

        Assert.Equal(0, window.WaitForExit());
        Assert.Equal("", window.Errors);
        var picture = Picture.Read(File.ReadAllBytes(Screenshot));
        Assert.Equal((320, 240), (picture.Width, picture.Height));
        Assert.Equal((new PixelArea(10, 20, 110, 70), 5000), (picture.Extent(Color.Red), picture.Count(Color.Red)));
        Assert.Equal(new PixelArea(160, 80, 240, 160), picture.Extent(Color.Gold));
        Assert.InRange(picture.Count(Color.White), 100, 500);
    }

    [ComponentFact(Sdl, "Xvfb")]
    public void Killing_the_x_server_closes_the_window_with_one_line()
    {
        using var screen = new VirtualScreen();
        using var window = new WindowChild([Screenshot], ("DISPLAY", screen.Display), ("SDL_VIDEODRIVER", "x11"));
        window.ReadUntil("open");

        screen.Kill();
        window.ReadUntil("closed");

        Assert.Equal(WindowProgram.NoWindow, window.WaitForExit());
        Assert.Equal("warning: the display went away, and the window with it", window.Errors.TrimEnd());
    }

    [Fact]
    public void Frames_keep_their_distance_and_a_late_one_is_not_made_up_for()
    {
        var pacer = new FramePacer { Target = 250 };
        for (var i = 0; i < 5; i++)
            pacer.EndFrame();

        Assert.InRange(pacer.Now, 4 / 250.0, 60);
        Assert.InRange(pacer.FrameSeconds, 0, pacer.Now);
        pacer.Target = 0;
        pacer.EndFrame();
        Assert.InRange(pacer.Rate, 1, 1_000_000);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
