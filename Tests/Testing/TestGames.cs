using Ecs.Server.Host;
using Ecs.Simulation;
using Ecs.Simulation.Games;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Testing;

/// <summary>Games, as programs know them.</summary>
internal static class TestGames
{
    /// <summary>Ours.</summary>
    public static GameTable Shipped { get; } = new GameTable().AddShipped();

    /// <summary>Ours with their doors.</summary>
    public static ServerParts Parts { get; } = new ServerParts().AddShipped();

    /// <summary>Their names.</summary>
    public static TheoryData<string> Names => [.. Shipped.Names];

    public static GameTable Only(GameEntry game) => new GameTable().Add(game);

    /// <summary>A world of one of ours.</summary>
    public static WorldTick CreateWorld(WorldOptions options, Map map) => Shipped[options.Mode].CreateWorld(options, map);
}
