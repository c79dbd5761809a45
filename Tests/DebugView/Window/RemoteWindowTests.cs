using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.DebugView.Window;

/// <summary>The window over a server that is not its own: one that is not there, that does not want it, or that dies.</summary>
[Collection(WindowLane.Name)]
public sealed class RemoteWindowTests : IDisposable
{
    private const string Sdl = "libSDL2-2.0.so.0";
    private const int Missing = 69;
    private const int BadOption = 78;
    private const int Looks = 600;

    private readonly string _folder = Directory.CreateTempSubdirectory("window").FullName;

    [ComponentFact(Sdl, "Xvfb")]
    public void Nobody_there_a_stranger_and_a_wrong_token_are_each_told_in_one_line()
    {
        using var screen = new VirtualScreen();
        using var server = ServerChild.Start("--operator-token", "the-right-token").Ready();

        // A socket that never answers is what a service of another kind looks like from here.
        using var stranger = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var silent = ((IPEndPoint)stranger.Client.LocalEndPoint!).Port;
        var free = FreePort();

        // Whoever finds nobody there tries for a while: all five at once.
        (string Words, int Code, string[] Arguments)[] refusals =
        [
            ($"nobody answers at 127.0.0.1:{free}", Missing, ["--connect", $"127.0.0.1:{free}"]),
            ($"nobody answers at 127.0.0.1:{free}", Missing, ["--connect", $"127.0.0.1:{free}", "--frames", "20"]),
            ($"nobody answers at 127.0.0.1:{silent}", Missing, ["--connect", $"127.0.0.1:{silent}"]),
            ($"127.0.0.1:{server.Port} does not know this --token", BadOption, ["--connect", $"127.0.0.1:{server.Port}", "--token", "a-wrong-token"]),
            ($"127.0.0.1:{server.Port} has no such room: see --watch", BadOption, ["--connect", $"127.0.0.1:{server.Port}", "--watch", "nowhere"]),
        ];
        ServerChild[] windows = [.. refusals.Select(refusal => ServerChild.StartWindow(_folder, WindowOnScreen.On(screen.Display), refusal.Arguments))];
        try
        {
            for (var index = 0; index < windows.Length; index++)
            {
                Assert.Equal(refusals[index].Code, windows[index].WaitForExit());
                Assert.Empty(windows[index].Output);
                Assert.Equal(refusals[index].Words, Assert.Single(windows[index].Errors));
            }
        }
        finally
        {
            Array.ForEach(windows, static window => window.Dispose());
        }
    }

    [ComponentFact(Sdl, "Xvfb")]
    public void A_single_picture_of_a_server_elsewhere_has_its_world_in_it()
    {
        using var screen = new VirtualScreen();
        using var server = ServerChild.Start("--bots", "16", "--seed", "7").Ready();
        var file = Path.Combine(_folder, "first.png");
        using var program = ServerChild.StartWindow(
            _folder, WindowOnScreen.On(screen.Display), "--connect", $"127.0.0.1:{server.Port}", "--frames", "1", "--screenshot", file);

        Assert.Equal(0, program.WaitForExit());
        Assert.Empty(program.Errors);
        var picture = PngPicture.Read(file);
        Assert.InRange(WindowOnScreen.World.Pixels().Select(at => picture[at.X, at.Y]).Distinct().Count(), 8, 10_000);
    }

    [ComponentFact(Sdl, "Xvfb", "xdotool")]
    public void A_server_killed_under_the_window_leaves_its_last_moment_and_is_found_again()
    {
        var server = ServerChild.Start("--bots", "6", "--seed", "7").Ready();
        using var window = WindowOnScreen.Over(server);
        LookUntil(window, static (tick, _) => tick > 60);
        var port = server.Port;
        server.Dispose();

        (var last, var lost) = LookUntil(window, static (_, picture) => HasBanner(picture));
        (var later, var still) = window.Look();
        Assert.Equal(last, later);
        Assert.InRange(WindowOnScreen.World.Pixels().Select(at => still[at.X, at.Y]).Distinct().Count(), 8, 10_000);
        Assert.InRange(lost.Differences(still, WindowOnScreen.World), 0, 2000);

        using var next = ServerChild.Start("--bots", "6", "--seed", "8", "--port", port.ToString(CultureInfo.InvariantCulture)).Ready();
        (var first, _) = LookUntil(window, static (_, picture) => !HasBanner(picture));
        LookUntil(window, (tick, _) => tick > first);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>Red as it is behind the letters of a banner, from one end to the other.</summary>
    private static bool HasBanner(PngPicture picture)
    {
        uint[] colors = [.. WindowOnScreen.Banner.Pixels().Select(at => picture[at.X, at.Y]).Distinct()];
        return colors.Length == 1 && (colors[0] >> 24) > 2 * ((colors[0] >> 16) & 0xff);
    }

    private static (uint Tick, PngPicture Picture) LookUntil(WindowOnScreen window, Func<uint, PngPicture, bool> isSeen)
    {
        for (var look = 0; look < Looks; look++)
        {
            (var tick, var picture) = window.Look();
            if (isSeen(tick, picture))
                return (tick, picture);
        }

        throw new TimeoutException("the window never showed it");
    }

    private static int FreePort()
    {
        using var once = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)once.Client.LocalEndPoint!).Port;
    }
}
