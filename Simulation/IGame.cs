using Ecs.Simulation.Bots;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation;

/// <summary>A mode that says itself how it is made and which bot plays it, so that <see cref="GameTable.Add{TGame}"/> needs no more than a name.</summary>
public interface IGame : IGameMode
{
    /// <summary>The rules of one new world.</summary>
    static abstract IGameMode Create(WorldOptions options, Map map);

    /// <summary>Whoever has nobody else to play with plays with this one; by default it only wanders about.</summary>
    static virtual BotBrain Bot => WanderBot.Decide;

    /// <inheritdoc cref="GameEntry.RuleChanges"/>
    static virtual IReadOnlyList<string> RuleChanges => [];
}
