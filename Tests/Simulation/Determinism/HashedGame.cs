using Ecs.Scenes;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>
/// A game of bots whose hashes, all in one, stand here. The constant changes only together with a rule, a constant, the map, the
/// bots or the layout of the state, and then on purpose.
/// </summary>
internal sealed class HashedGame
{
    private static readonly HashedGame[] All =
    [
        new("arena", players: 64, ticks: 36_000, 0x7945_2ba1_7d8e_b590),
        new("plaza", players: 32, ticks: 10_000, 0x8303_88a7_becf_5d49),
        new("waves", players: 4, ticks: 10_000, 0x55cc_cff2_9be7_0ed8),
        new("argentum", players: 48, ticks: 10_000, 0x0d7c_c119_29e3_3646),
        new("survival", players: 64, ticks: 10_000, 0xbabe_a224_9f0f_230c),
    ];

    private readonly Lazy<BotChain> _plain;

    private HashedGame(string mode, int players, int ticks, ulong expected)
    {
        (Mode, Players, Ticks, Expected) = (mode, players, ticks, expected);
        _plain = new Lazy<BotChain>(() => Play());
    }

    public static IEnumerable<string> Modes => All.Select(static game => game.Mode);

    public string Mode { get; }

    public int Players { get; }

    public int Ticks { get; }

    public ulong Expected { get; }

    /// <summary>The game as it is, played once for all tests that compare with it.</summary>
    public BotChain Plain => _plain.Value;

    public static HashedGame Of(string mode) => Array.Find(All, game => game.Mode == mode)!;

    public BotScene Open() => new(Mode, Players);

    /// <summary>Once more, with something done to it before each tick.</summary>
    public BotChain Play(Action<BotScene, int>? before = null) => BotChain.Play(Open(), Ticks, before);
}
