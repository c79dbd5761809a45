using Ecs.Benchmarks.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games.Sample;

namespace Ecs.Tests.Simulation.Games;

/// <summary>Every game that there is, and the sample of docs/modes.md: for what must hold in all of them.</summary>
internal static class AnyGame
{
    public static TheoryData<string> Names => [.. ModeTable.Names.ToArray(), TagGame.Entry.Name];

    public static ModeEntry Entry(string name) => name == TagGame.Entry.Name ? TagGame.Entry : ModeTable.Find(name)!;

    public static Map LoadMap(string name) => name == TagGame.Entry.Name ? TagGame.LoadMap() : BotScene.LoadMap(ModeTable.DefaultMapOf(name));

    public static BotScene Open(string name, int players, ulong seed = 1) =>
        new(new WorldOptions { Mode = name, Seed = seed, MaxPlayers = players }, players, LoadMap(name), Entry(name));
}
