using System.CommandLine;
using System.Net.Sockets;
using System.Net.WebSockets;
using Ecs.Benchmarks.Doors.Arena;
using Ecs.Benchmarks.Doors.Argentum;
using Ecs.Benchmarks.Doors.Plaza;
using Ecs.Benchmarks.Doors.Survival;
using Ecs.Benchmarks.Doors.Waves;
using Ecs.Load;
using MessagePack;

namespace Ecs.Benchmarks.Doors;

/// <summary>
/// Do the original clients have their game, over real sockets, for minutes? Each story checks what it hears as strictly as the client
/// that it plays, and tells how quick the answers were.
/// </summary>
internal static class DoorsCommand
{
    /// <summary>In less time not everything can happen: two waves of enemies take half of it to come down.</summary>
    private const int LeastSeconds = 60;
    private const int MostSeconds = 3_600;

    private static readonly IDoorStory[] Stories =
    [
        new ArenaStory(),
        new PlazaStory(),
        new WavesStory(),
        new ArgentumStory(),
        new SurvivalStory(),
    ];

    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "Whose door, or all", DefaultValueFactory = static _ => "all" };
        var seconds = new Option<int>("--seconds")
        {
            Description = "How long each is played, 60 to 3600",
            DefaultValueFactory = static _ => LeastSeconds,
        };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("doors", "Plays the original clients against their doors") { mode, seconds, json };
        command.SetAction(parsed => Run(
            parsed.GetValue(mode)!,
            TimeSpan.FromSeconds(parsed.GetValue(seconds)),
            parsed.GetValue(json)));
        seconds.Validators.Add(given =>
        {
            if (given.GetValueOrDefault<int>() is < LeastSeconds or > MostSeconds)
                given.AddError($"--seconds is {LeastSeconds} to {MostSeconds}");
        });
        return command;
    }

    private static int Run(string mode, TimeSpan length, FileInfo? json)
    {
        var chosen = Array.FindAll(Stories, story => mode == "all" || story.Mode == mode);
        if (chosen.Length == 0)
        {
            Console.Error.WriteLine($"no door's story is called '{mode}'");
            return 78;
        }

        var figures = new Dictionary<string, object>(StringComparer.Ordinal) { ["seconds"] = length.TotalSeconds };
        var isWell = true;
        foreach (var story in chosen)
        {
            isWell &= TryPlay(story, length, out var told);
            figures[story.Mode] = told;
        }

        figures["runtime"] = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription;
        figures["cores"] = Environment.ProcessorCount;
        Figures.Tell(figures, json);
        return isWell ? 0 : 1;
    }

    /// <summary>A story that breaks leaves the others their turn.</summary>
    private static bool TryPlay(IDoorStory story, TimeSpan length, out object told)
    {
        try
        {
            told = story.Play(length);
            return true;
        }
        catch (Exception broken) when (broken is StoryException or InvalidDataException or MessagePackSerializationException
            or IOException or SocketException or WebSocketException or OperationCanceledException or InvalidOperationException)
        {
            told = new { broken = broken.Message };
            Console.Error.WriteLine($"{story.Mode}: {broken.Message}");
            return false;
        }
    }
}
