using System.CommandLine;
using Ecs.Benchmarks.Doors.Argentum;

namespace Ecs.Benchmarks.Doors;

/// <summary>
/// Do the original clients have their game, over real sockets, for minutes? Each story checks what it hears as strictly as the client
/// that it plays, and tells how quick the answers were.
/// </summary>
internal static class DoorsCommand
{
    private static readonly IDoorStory[] Stories =
    [
        new ArgentumStory(),
    ];

    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "Whose door, or all", DefaultValueFactory = static _ => "all" };
        var seconds = new Option<int>("--seconds") { Description = "How long each is played", DefaultValueFactory = static _ => 60 };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var command = new Command("doors", "Plays the original clients against their doors") { mode, seconds, json };
        command.SetAction(parsed => Run(parsed.GetValue(mode)!, TimeSpan.FromSeconds(Math.Clamp(parsed.GetValue(seconds), 5, 3_600)), parsed.GetValue(json)));
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

        try
        {
            Figures.Tell(chosen.ToDictionary(static story => story.Mode, story => story.Play(length)), json);
            return 0;
        }
        catch (StoryException broken)
        {
            Console.Error.WriteLine(broken.Message);
            return 1;
        }
    }
}
