using System.CommandLine;
using System.Globalization;
using Ecs.Load;

namespace Ecs.Benchmarks.Snapshots;

/// <summary>What snapshots cost, in bytes and time, beside the plain codec on the same views.</summary>
internal static class SnapshotsCommand
{
    private const int MostSeconds = 600;

    public static Command Create()
    {
        var scene = new Option<string>("--scene") { Description = "anchor, sparse, crowd or storm; all of them when it is not said" };
        var players = new Option<int>("--players") { Description = "Of the scene anchor", DefaultValueFactory = static _ => 500 };
        var seconds = new Option<int>("--seconds") { Description = "Of the game", DefaultValueFactory = static _ => 10 };
        var json = new Option<FileInfo?>("--json") { Description = "Writes the figures there, too" };
        scene.AcceptOnlyFromAmong([.. SnapshotScene.All.Select(static one => one.Name)]);
        players.Validators.Add(result => Check(result.GetValueOrDefault<int>(), 2, 4_096, result.AddError));
        seconds.Validators.Add(result => Check(result.GetValueOrDefault<int>(), 1, MostSeconds, result.AddError));
        var command = new Command("snapshots", "What snapshots cost beside the plain codec, in process") { scene, players, seconds, json };
        command.SetAction(parsed => Run(parsed.GetValue(scene), parsed.GetValue(players), parsed.GetValue(seconds), parsed.GetValue(json)));
        return command;
    }

    private static void Check(int value, int least, int most, Action<string> fail)
    {
        if (value < least || value > most)
            fail(string.Create(CultureInfo.InvariantCulture, $"{value} is not {least} to {most}"));
    }

    private static int Run(string? name, int players, int seconds, FileInfo? json)
    {
        var figures = new Dictionary<string, SnapshotFigures>();
        foreach (var known in SnapshotScene.All)
        {
            if (name is not null && known.Name != name)
                continue;

            var scene = known.Name == "anchor" ? SnapshotScene.Anchor(players) : known;
            using var run = new SnapshotRun(scene);
            figures[scene.Name] = run.Measure(seconds);
        }

        Figures.Tell(figures, json);
        return 0;
    }
}
