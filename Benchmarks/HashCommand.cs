using System.CommandLine;
using System.Globalization;
using System.Text;
using Ecs.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Events;
using Ecs.Simulation.Games;
using Ecs.Simulation.Values;

namespace Ecs.Benchmarks;

/// <summary>
/// Does this machine, runtime and build give the same world as every other? Prints one hash chained over the state hashes
/// of all ticks of a game of bots, and what happened in it.
/// </summary>
internal static class HashCommand
{
    public static Command Create()
    {
        var mode = new Option<string>("--mode") { Description = "Which game", DefaultValueFactory = _ => "arena" };
        mode.AcceptOnlyFromAmong([.. new GameTable().AddShipped().Names]);
        var players = new Option<int>("--players") { Description = "Bots, 1 to 4096", DefaultValueFactory = _ => 64 };
        var ticks = new Option<int>("--ticks") { Description = "Ticks to run", DefaultValueFactory = _ => 36_000 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of world and bots", DefaultValueFactory = _ => 1 };
        var map = new Option<string?>("--map") { Description = "A map beside the program instead of the mode's own" };
        var command = new Command("hash", "Runs a game of bots and prints the chained state hash") { mode, players, ticks, seed, map };
        command.SetAction(parsed =>
        {
            using var scene = new BotScene(
                parsed.GetValue(mode)!,
                parsed.GetValue(players),
                parsed.GetValue(map) is { } name ? BotScene.LoadMap(name) : null,
                parsed.GetValue(seed));
            Console.WriteLine(Play(scene, parsed.GetValue(ticks)));
            return 0;
        });
        return command;
    }

    private static string Play(BotScene scene, int ticks)
    {
        var chain = 0UL;
        for (var tick = 0; tick < ticks; tick++)
        {
            scene.Step();
            chain = StateHash.Mix(chain, scene.Tick.World.ComputeHash());
        }

        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"hash={chain:x16}");
        foreach (var kind in Enum.GetValues<WorldEventKind>())
        {
            if (scene.CountOf(kind) is > 0 and var count)
                line.Append(CultureInfo.InvariantCulture, $" {kind}={count}");
        }

        return line.ToString();
    }
}
