using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>What a world is made from, beside its map. Part of a recording's header: the same options and inputs give the same world.</summary>
public sealed record WorldOptions
{
    /// <summary>Entities of the largest world.</summary>
    public const int MostEntities = 4_194_304;

    /// <summary>The name of the game, as its table has it.</summary>
    public string Mode { get; init; } = "arena";

    /// <summary>Ticks per second, 20 to 240. Modes convert their constants to it.</summary>
    public int TickRate { get; init; } = 60;

    /// <summary>The start of every random draw.</summary>
    public ulong Seed { get; init; } = 1;

    /// <summary>Whether team mates hurt each other when the world begins; an operator may change it.</summary>
    public bool FriendlyFire { get; init; }

    /// <summary>Whether <see cref="GameRules.LagCompensation"/> is on even where the rules of the game do not have it.</summary>
    public bool LagCompensation { get; init; }

    /// <summary>How fast players may say that they move, in world units per second up to <see cref="Rates.SpeedLimit"/>; 0 for any.</summary>
    public int WishSpeed { get; init; }

    /// <summary>Seats, 1 to <see cref="PlayerSlot.Limit"/>; joins to a higher seat are ignored.</summary>
    public int MaxPlayers { get; init; } = 128;

    /// <summary>
    /// Entities, 1 to <see cref="MostEntities"/>. At the limit nothing is born but avatars; what is not is counted
    /// (<see cref="GameWorld.LostBirths"/>).
    /// </summary>
    public int EntityLimit { get; init; } = 65_536;
}
