using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Views;

/// <summary>Bits of <see cref="EntityState.Flags"/>.</summary>
[Flags]
public enum EntityFlags : byte
{
    None = 0,

    /// <summary>Has a body: can be hit, moves and shoots. Bullets always have it.</summary>
    Alive = 1,
    PowerUp = 2,
    Bot = 4,
}

/// <summary>
/// A copy of what an observer may know of one entity after a tick: what snapshots carry, bots see and windows draw.
/// Fields that a kind does not have are zero.
/// </summary>
public record struct EntityState
{
    public EntityId Id;
    public EntityKind Kind;
    public EntityFlags Flags;

    /// <summary>The avatar's seat, or the seat of a bullet's shooter.</summary>
    public PlayerSlot Slot;
    public byte Team;
    public Fixed X;
    public Fixed Y;

    /// <summary>World units per tick.</summary>
    public Fixed VelocityX;
    public Fixed VelocityY;
    public Angle Aim;

    /// <summary>Hit points, 0 to <see cref="MaxHealth"/>; at most 65,535.</summary>
    public ushort Health;
    public ushort MaxHealth;
    public ushort Kills;
    public ushort Deaths;

    /// <summary>Full speed in world units per tick.</summary>
    public Fixed Speed;

    /// <summary>Ticks from one shot to the next.</summary>
    public ushort CooldownTicks;

    /// <summary>Ticks until a dead avatar returns; 0 while alive.</summary>
    public ushort RespawnTicks;

    /// <summary>Which of its kind a creature, a piece of scenery or an item is; the mode gives the numbers their meaning.</summary>
    public ushort Variant;

    /// <summary>Half the size of a creature, a piece of scenery or an item, in world units.</summary>
    public Fixed HalfWidth;
    public Fixed HalfHeight;
}
