using Ecs.Simulation.Values;

namespace Ecs.Protocol.Snapshots;

/// <summary>What a snapshot says to its one receiver, before the entities.</summary>
public readonly record struct SnapshotHeader
{
    /// <summary>Value of <see cref="Margin"/> when nothing is said of it.</summary>
    public const sbyte NoMargin = -128;

    /// <summary>Ticks for which an act is told of.</summary>
    public const int OldestAct = 62;

    /// <summary>The world's tick that the snapshot shows.</summary>
    public Tick Tick { get; init; }

    /// <summary>The newest tick up to which every command of this client arrived or is too late to matter; 0 for none.</summary>
    public Tick Confirmed { get; init; }

    /// <summary>
    /// Ticks by which the tightest command since the last snapshot came early: 0 in the very tick that takes it, negative
    /// when late. -127 to 127, or <see cref="NoMargin"/>.
    /// </summary>
    public sbyte Margin { get; init; }

    /// <summary>Commands of this client that came too late so far, modulo 65,536.</summary>
    public ushort Late { get; init; }

    /// <summary>Ticks left in the match.</summary>
    public uint ClockTicks { get; init; }

    /// <summary>
    /// The newest tick that ran without a command of this client, as far as it is no more than <see cref="OldestAct"/> ticks ago; 0 for none. With the three that follow it says why a client that
    /// foresaw its own avatar was wrong.
    /// </summary>
    public Tick Missed { get; init; }

    /// <summary>The same: a command of this client was refused in it.</summary>
    public Tick Refused { get; init; }

    /// <summary>The same: somebody's act changed the client's avatar, or kept it from changing (<see cref="Simulation.Worlds.OutsideAct.Push"/>).</summary>
    public Tick Pushed { get; init; }

    /// <summary>The same: the mode changed it (<see cref="Simulation.Worlds.OutsideAct.ModeEvent"/>).</summary>
    public Tick ModeActed { get; init; }

    /// <summary>The receiver's avatar; none for a spectator.</summary>
    public EntityId OwnEntity { get; init; }
}
