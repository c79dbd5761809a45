using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Rooms;

/// <summary>What a room is made from, beside its map.</summary>
public sealed record RoomOptions
{
    /// <summary>Unique in the process; what clients ask for.</summary>
    public string Name { get; init; } = "arena";

    /// <summary>A name of the table of games.</summary>
    public string Mode { get; init; } = "arena";

    /// <summary>Ticks per second, 20 to 240.</summary>
    public int TickRate { get; init; } = 60;

    /// <summary>Ticks from one snapshot to the next, 1 to 240.</summary>
    public int SnapshotDivisor { get; init; } = 2;

    /// <summary>Bytes that one native client is sent in any second, with the heads of IP and UDP.</summary>
    public int SnapshotBudget { get; init; } = 65_536;

    /// <summary>The start of every random draw.</summary>
    public ulong Seed { get; init; } = 1;

    public bool FriendlyFire { get; init; }

    /// <summary>As <see cref="WorldOptions.LagCompensation"/>.</summary>
    public bool LagCompensation { get; init; }

    /// <summary>As <see cref="WorldOptions.WishSpeed"/>.</summary>
    public int WishSpeed { get; init; }

    /// <summary>Players at once, bots included, 1 to <see cref="PlayerSlot.Limit"/>.</summary>
    public int PlayerLimit { get; init; } = 128;

    /// <summary>Spectators at once.</summary>
    public int SpectatorLimit { get; init; } = 64;

    /// <summary>Who comes in has to say it; empty = nobody has to. Never printed.</summary>
    public string Password { get; init; } = "";

    public bool IsLocked => Password.Length != 0;

    /// <summary>Bots that the room begins with; at most <see cref="PlayerLimit"/>.</summary>
    public int Bots { get; init; }

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(RoomOptions)} {{ {Name}, {Mode}, {TickRate}/s }}";
}
