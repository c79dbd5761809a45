using Ecs.Simulation.Bots;
using Ecs.Simulation.Games.Arena;
using Ecs.Simulation.Games.Argentum;
using Ecs.Simulation.Games.Plaza;
using Ecs.Simulation.Games.Survival;
using Ecs.Simulation.Games.Waves;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation;

/// <summary>Which games exist: one line each, with the name, the rules and the bot that plays them.</summary>
public static class ModeTable
{
    private static readonly ModeEntry[] Entries =
    [
        new("arena", static (options, map) => new ArenaMode(options, map), ArenaBot.Decide),
        new("plaza", static (options, map) => new PlazaMode(options, map), PlazaBot.Decide),
        new("waves", static (options, map) => new WavesMode(options, map), WavesBot.Decide)
        {
            RuleChanges = ["people take the ships of bots"],
        },
        new("survival", static (options, map) => new SurvivalMode(options, map), SurvivalBot.Decide),
        new("argentum", static (options, map) => new ArgentumMode(options, map), ArgentumBot.Decide)
        {
            RuleChanges = ["a step takes as long as its client draws it"],
        },
    ];

    private static readonly string[] KnownModes = Array.ConvertAll(Entries, static entry => entry.Name);

    public static ReadOnlySpan<string> Names => KnownModes;

    public static bool Exists(string mode) => Names.Contains(mode);

    /// <summary>The map that a room of this mode plays on when none is named.</summary>
    public static string DefaultMapOf(string mode) => mode;

    /// <summary>The bot that plays this mode; for a name that is no mode of this build, one that only wanders.</summary>
    public static BotBrain BotOf(string mode) => Find(mode)?.Bot ?? WanderBot.Decide;

    /// <summary>Null for a name that is no mode of this build.</summary>
    public static ModeEntry? Find(string mode) => Array.IndexOf(KnownModes, mode) is >= 0 and var index ? Entries[index] : null;

    /// <summary>The rules of a mode that have changed since recordings of format 2, oldest first; empty for a name that is no mode of this build.</summary>
    public static IReadOnlyList<string> RuleChangesOf(string mode) => Find(mode)?.RuleChanges ?? [];

    internal static IGameMode Create(string mode, WorldOptions options, Map map) =>
        Find(mode) is { } entry ? entry.Make(options, map) : throw new ArgumentException($"no mode is called '{mode}'", nameof(mode));
}
