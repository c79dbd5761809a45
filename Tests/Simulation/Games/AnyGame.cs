using Ecs.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games.Sample;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Games;

/// <summary>Every game that there is, and the sample of docs/modes.md: for what must hold in all of them.</summary>
internal static class AnyGame
{
    public static TheoryData<string> Names => [.. TestGames.Shipped.Names, TagGame.Entry.Name];

    public static GameEntry Entry(string name) => name == TagGame.Entry.Name ? TagGame.Entry : TestGames.Shipped[name];

    public static Map LoadMap(string name) => name == TagGame.Entry.Name ? TagGame.LoadMap() : BotScene.LoadMap(TestGames.Shipped[name].DefaultMap);

    public static BotScene Open(string name, int players, ulong seed = 1) =>
        new(new WorldOptions { Mode = name, Seed = seed, MaxPlayers = players }, players, LoadMap(name), Entry(name));
}
