using System.CommandLine;
using System.Globalization;
using Ecs.Load;

namespace Ecs.Benchmarks.Snapshots;

/// <summary>How much longer ticks are while somebody joins a world where everybody sees everything.</summary>
internal static class JoinsCommand
{
    public static Command Create()
    {
        var entities = new Option<int>("--entities") { Description = "That stand in sight, beside the players", DefaultValueFactory = static _ => 5_000 };
        var residents = new Option<int>("--residents") { Description = "Clients that have everything already", DefaultValueFactory = static _ => 4 };
        var atOnce = new Option<int>("--at-once") { Description = "Clients that join together", DefaultValueFactory = static _ => 1 };
        var joins = new Option<int>("--joins") { Description = "Times that they do", DefaultValueFactory = static _ => 20 };
        var budget = new Option<int>("--budget") { Description = "Bytes a second and client", DefaultValueFactory = static _ => 16 * 1024 };
        var json = new Option<FileInfo?>("--json") { Description = "Writes the figures there, too" };
        Bound(entities, 1, 100_000);
        Bound(residents, 0, 64);
        Bound(atOnce, 1, 64);
        Bound(joins, 1, 1_000);
        Bound(budget, 4_000, 10_000_000);
        var command = new Command("joins", "Ticks while somebody joins beside ticks while nobody does, over the loopback") { entities, residents, atOnce, joins, budget, json };
        command.SetAction(parsed =>
        {
            using var run = new JoinRun(parsed.GetValue(entities), parsed.GetValue(residents), parsed.GetValue(atOnce), parsed.GetValue(budget));
            Figures.Tell(run.Measure(parsed.GetValue(joins)), parsed.GetValue(json));
            return 0;
        });
        return command;
    }

    private static void Bound(Option<int> option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.GetValueOrDefault<int>() is var value && (value < least || value > most))
            result.AddError(string.Create(CultureInfo.InvariantCulture, $"{value} is not {least} to {most}"));
    });
}
