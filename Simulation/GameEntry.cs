using Ecs.Simulation.Bots;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation;

/// <summary>One game: its name, its rules and the bot that plays it.</summary>
public sealed class GameEntry
{
    /// <summary>Characters of a name.</summary>
    public const int NameLimit = 32;

    private readonly Func<WorldOptions, Map, IGameMode> _create;

    /// <param name="name">1 to <see cref="NameLimit"/> of a-z, A-Z, 0-9, '-' and '_'.</param>
    /// <param name="create">Makes the rules of one new world.</param>
    /// <param name="bot">Plays it where a room has bots.</param>
    /// <exception cref="ArgumentException">The name is none.</exception>
    public GameEntry(string name, Func<WorldOptions, Map, IGameMode> create, BotBrain bot)
    {
        if (name.Length is < 1 or > NameLimit || !Array.TrueForAll(name.ToCharArray(), static letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_'))
            throw new ArgumentException($"a mode's name has 1 to {NameLimit} letters, digits, '-' and '_', which '{name}' has not", nameof(name));

        (Name, _create, Bot) = (name, create, bot);
    }

    /// <summary>As in options and recordings.</summary>
    public string Name { get; }

    public BotBrain Bot { get; }

    /// <summary>The map that a room of this game plays on when none is named.</summary>
    public string DefaultMap => Name;

    /// <summary>
    /// Rules that have changed since recordings of format 2, oldest first, each in a few words that a person who holds an old
    /// recording understands ("people take the ships of bots"). A recording lists those that held when it was made; one that has others was
    /// made under other rules, so that its ticks cannot be run again. Entries are only ever added, at the end.
    /// </summary>
    public IReadOnlyList<string> RuleChanges { get; init; } = [];

    /// <summary>What its worlds are made of.</summary>
    public WorldSchema SchemaOf(WorldOptions options, Map map) => new(_create(options, map), options);

    /// <summary>An empty world of this game in which a player predicts its avatar.</summary>
    internal WorldTick CreatePredicted(WorldOptions options, Map map) => WorldTick.ForPrediction(options, map, _create(options, map));

    /// <summary>A new world of this game.</summary>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public WorldTick CreateWorld(WorldOptions options, Map map) => new(options, map, _create(options, map));
}
