using Ecs.Simulation.Maps;

namespace Ecs.Simulation.Modes;

/// <summary>Which games exist.</summary>
public static class ModeTable
{
    private static readonly string[] KnownModes = ["arena"];

    public static ReadOnlySpan<string> Names => KnownModes;

    public static bool Exists(string mode) => Names.Contains(mode);

    /// <summary>The map that a room of this mode plays on when none is named.</summary>
    public static string DefaultMapOf(string mode) => mode;

    internal static IGameMode Create(string mode, WorldOptions options, Map map) => mode switch
    {
        "arena" => new ArenaMode(options, map),
        _ => throw new ArgumentException($"no mode is called '{mode}'", nameof(mode)),
    };
}
