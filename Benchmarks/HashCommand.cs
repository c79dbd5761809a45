using System.CommandLine;
using System.Globalization;
using Ecs.Benchmarks.Scenes;
using Ecs.Simulation;

namespace Ecs.Benchmarks;

/// <summary>
/// Does this machine, runtime and build give the same world as every other? Prints one hash chained over the state hashes
/// of all ticks of a match of bots.
/// </summary>
internal static class HashCommand
{
    public static Command Create()
    {
        var players = new Option<int>("--players") { Description = "Bots, 1 to 1024", DefaultValueFactory = _ => 64 };
        var ticks = new Option<int>("--ticks") { Description = "Ticks to run", DefaultValueFactory = _ => 36_000 };
        var seed = new Option<ulong>("--seed") { Description = "Seed of world and bots", DefaultValueFactory = _ => 1 };
        var map = new Option<string>("--map") { Description = "A map beside the program", DefaultValueFactory = _ => "arena" };
        var command = new Command("hash", "Runs a match of bots and prints the chained state hash") { players, ticks, seed, map };
        command.SetAction(parsed =>
        {
            using var scene = new ArenaScene(
                parsed.GetValue(players), ArenaScene.LoadMap(parsed.GetValue(map)!), parsed.GetValue(seed));
            var chain = 0UL;
            for (var i = 0; i < parsed.GetValue(ticks); i++)
            {
                scene.Step();
                chain = StateHash.Mix(chain, scene.Tick.World.ComputeHash());
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"hash={chain:x16} shots={scene.Shots} hits={scene.Hits} kills={scene.Kills} matchEnds={scene.MatchEnds}"));
            return 0;
        });
        return command;
    }
}
