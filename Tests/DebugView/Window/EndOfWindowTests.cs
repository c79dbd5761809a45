using Ecs.Client;
using Ecs.Protocol;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Server.Recording;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.DebugView.Window;

/// <summary>How the program of the window ends: closed, with nothing under it any more, or never opened.</summary>
[Collection(WindowLane.Name)]
public sealed class EndOfWindowTests : IDisposable
{
    private const string Sdl = "libSDL2-2.0.so.0";
    private const int Missing = 69;
    private const int NotWritten = 73;
    private const int BadOption = 78;

    private readonly string _folder = Directory.CreateTempSubdirectory("window").FullName;

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void Closing_the_window_stops_the_server_in_order()
    {
        using var window = new WindowOnScreen("--bots", "4");
        var ada = window.Program.Connect("Ada");
        window.Program.Turn(ada, () => ada.IsInRoom);

        window.Close();
        window.Program.Turn(ada, () => ada.State == ClientState.Ended);

        Assert.Equal(0, window.Program.WaitForExit());
        Assert.Equal(2, window.Program.Output.Count);
        Assert.Matches("^stopped ticks=.* reason=window-closed", window.Program.Output[1]);
        Assert.Equal(Reason.ServerStopping, ada.EndReason);
        ada.Dispose();
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void An_x_server_killed_under_the_window_ends_the_program_with_one_line()
    {
        using var window = new WindowOnScreen("--bots", "4", "--log-level", "none");

        window.Screen.Kill();

        Assert.Equal(Missing, window.Program.WaitForExit());
        Assert.StartsWith("stopped ", window.Program.Output[^1], StringComparison.Ordinal);
        Assert.Equal("warning: the display went away, and the window with it", Assert.Single(window.Program.Errors));
    }

    [Fact]
    public void Help_describes_the_window_and_opens_none()
    {
        using var program = ServerChild.StartWindow(_folder, WindowOnScreen.On(""), "--help");

        Assert.Equal(0, program.WaitForExit());
        Assert.Empty(program.Errors);
        Assert.StartsWith("A window that shows ", program.Output[1].Trim(), StringComparison.Ordinal);
        Assert.Contains(program.Output, static line => line.Contains("--connect <HOST:PORT>", StringComparison.Ordinal));
        Assert.Contains(program.Output, static line => line.Contains("--bots <", StringComparison.Ordinal));
        Assert.DoesNotContain("Commands:", program.Output);
    }

    [ComponentFact(Sdl)]
    public void Without_a_display_the_program_says_so_and_starts_no_server()
    {
        using var program = ServerChild.StartWindow(_folder, WindowOnScreen.On(""), "--bots", "4");

        Assert.Equal(Missing, program.WaitForExit());
        Assert.Empty(program.Output);
        Assert.StartsWith("no display to open a window on", Assert.Single(program.Errors), StringComparison.Ordinal);
    }

#if !GENUINE_RAYLIB
    [Fact]
    public void Without_its_library_the_program_says_what_to_install()
    {
        using var program = ServerChild.StartWindow(
            _folder, new Dictionary<string, string> { ["SDL2_LIBRARY"] = "/no/such/library" }, "--bots", "4");

        Assert.Equal(Missing, program.WaitForExit());
        Assert.Empty(program.Output);
        Assert.Contains("libsdl2-2.0-0", Assert.Single(program.Errors), StringComparison.Ordinal);
    }
#endif

    [ComponentFact(Sdl, "Xvfb")]
    public void So_many_pictures_are_drawn_and_the_last_is_saved()
    {
        using var screen = new VirtualScreen();
        var file = Path.Combine(_folder, "last.png");
        using var program = ServerChild.StartWindow(
            _folder, WindowOnScreen.On(screen.Display), "--bots", "16", "--frames", "120", "--screenshot", file, "--size", "1280x720");

        Assert.Equal(0, program.WaitForExit());
        var picture = PngPicture.Read(file);
        Assert.Equal((1280, 720), (picture.Width, picture.Height));
        Assert.InRange(WindowOnScreen.World.Pixels().Select(at => picture[at.X, at.Y]).Distinct().Count(), 8, 10_000);
    }

    [ComponentFact(Sdl, "Xvfb")]
    public void An_ending_that_is_no_picture_starts_nothing()
    {
        using var screen = new VirtualScreen();
        using var program = ServerChild.StartWindow(
            _folder, WindowOnScreen.On(screen.Display), "--frames", "20", "--screenshot", Path.Combine(_folder, "last.jpg"));

        Assert.Equal(BadOption, program.WaitForExit());
        Assert.Empty(program.Output);
        Assert.Equal("--screenshot: needs a name that ends in .png", Assert.Single(program.Errors));
    }

    [ComponentFact(Sdl, "Xvfb")]
    public void A_tick_that_a_recording_does_not_hold_is_refused_with_what_it_holds()
    {
        using var match = RecordedMatch.Of(players: 2, 60);
        using var screen = new VirtualScreen();
        using var program = ServerChild.StartWindow(
            _folder, WindowOnScreen.On(screen.Display), "--replay", match.File, "--tick", "99999");

        Assert.Equal(BadOption, program.WaitForExit());
        Assert.Equal("--tick: 99999 is not in the recording, which goes from 1 to 60", Assert.Single(program.Errors));
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void A_picture_whose_folder_went_away_ends_the_program_with_one_line()
    {
        var folder = Directory.CreateDirectory(Path.Combine(_folder, "pictures")).FullName;
        var file = Path.Combine(folder, "last.png");
        using var window = new WindowOnScreen("--bots", "4", "--log-level", "none", "--screenshot", file);

        Directory.Delete(folder);
        window.Close();

        Assert.Equal(NotWritten, window.Program.WaitForExit());
        Assert.StartsWith("stopped ", window.Program.Output[^1], StringComparison.Ordinal);
        Assert.StartsWith($"warning: {file} is not written: ", Assert.Single(window.Program.Errors), StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
