using Ecs.Simulation.Bots;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation;

/// <summary>One game: its name, its rules and the bot that plays it.</summary>
public sealed class ModeEntry
{
    private readonly Func<WorldOptions, Map, IGameMode> _make;

    internal ModeEntry(string name, Func<WorldOptions, Map, IGameMode> make, BotBrain bot) => (Name, _make, Bot) = (name, make, bot);

    /// <summary>As in options and recordings.</summary>
    public string Name { get; }

    public BotBrain Bot { get; }

    /// <summary>
    /// Rules that have changed since recordings of format 2, oldest first, each in a few words that a person who holds an old
    /// recording understands ("people take the ships of bots"). A recording lists those that held when it was made; one that has others was
    /// made under other rules, so that its ticks cannot be run again. Entries are only ever added, at the end.
    /// </summary>
    public IReadOnlyList<string> RuleChanges { get; init; } = [];

    /// <summary>What its worlds are made of.</summary>
    public WorldSchema SchemaOf(WorldOptions options, Map map) => new(Make(options, map));

    /// <summary>A new world of this game.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WorldTick CreateWorld(WorldOptions options, Map map) => new(options, map, Make(options, map));

    internal IGameMode Make(WorldOptions options, Map map) => _make(options, map);
}
