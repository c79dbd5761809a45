using System.CommandLine;
using System.Diagnostics;
using Ecs.DebugView.Drawing;
using Ecs.DebugView.Model;
using Ecs.DebugView.Model.Space;
using Ecs.Load;
using Ecs.Scenes;
using Ecs.Scenes.Window;
using Ecs.Server.Base;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Maps;

namespace Ecs.Benchmarks.Window;

/// <summary>
/// How long does the debug window take for a picture of very many things, when no graphics card helps? Once with all of them
/// in one arena, and once spread over a field of 36 arenas, seen from afar.
/// </summary>
internal static class WindowCommand
{
    private const int WarmUpPictures = 120;

    public static Command Create()
    {
        var bullets = new Option<int>("--bullets") { Description = "Bullets in the air", DefaultValueFactory = _ => 10_000 };
        var bodies = new Option<int>("--bodies") { Description = "Players, 1 to 4096", DefaultValueFactory = _ => 500 };
        var frames = new Option<int>("--frames") { Description = "Measured pictures, after 120 of warm-up", DefaultValueFactory = _ => 600 };
        var screenshot = new Option<string>("--screenshot") { Description = "Save the last picture of each scene: NAME-arena.png, NAME-field.png", DefaultValueFactory = _ => "" };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("window", "Times pictures of the debug window without a graphics card") { bullets, bodies, frames, screenshot, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(bodies), parsed.GetValue(bullets), parsed.GetValue(frames), parsed.GetValue(screenshot)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(int bodies, int bullets, int frames, string screenshot, FileInfo? json)
    {
        Environment.SetEnvironmentVariable("SDL_RENDER_DRIVER", "software");
        if (!ViewWindow.TryOpen(1280, 720, out var window, out var fault))
        {
            Console.Error.WriteLine(fault);
            return ExitCode.Missing;
        }

        using (window)
        {
            Figures.Tell(new
            {
                bodies,
                bullets,
                frames,
                arena = Measure(window!, ArenaScene.LoadMap("arena"), bodies, bullets, frames, Named(screenshot, "arena")),
                field = Measure(window!, ArenaScene.OpenField(6), bodies, bullets, frames, Named(screenshot, "field")),
                runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
                cores = Environment.ProcessorCount,
            }, json);
        }

        return ExitCode.Ok;
    }

    /// <summary>The time to make a picture, and the processor's with showing it, in milliseconds.</summary>
    private static object Measure(ViewWindow window, Map map, int bodies, int bullets, int frames, string screenshot)
    {
        var facts = WorldFacts.Of("synthetic", new GameTable().AddShipped()["arena"], map, tickRate: 60);
        using var view = new ViewModel(new SyntheticSource(new SyntheticWorld(map, bodies, bullets, seed: 1, turnsPerThousand: 20), facts));
        window.Run(view, WarmUpPictures);
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        var costs = window.Run(view, frames);
        var spent = Process.GetCurrentProcess().TotalProcessorTime - before;
        if (screenshot.Length != 0 && ViewWindow.IsThere)
            ViewWindow.TrySave(screenshot);
        return new
        {
            pictureMilliseconds = Spread.Of([.. costs]),
            processorMillisecondsPerPicture = Math.Round(spent.TotalMilliseconds / Math.Max(1, costs.Count), 3),
        };
    }

    private static string Named(string screenshot, string scene) => screenshot.Length == 0 ? "" : $"{screenshot}-{scene}.png";
}
