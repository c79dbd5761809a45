using Ecs.Simulation.Values;

namespace Ecs.Simulation.Inputs;

/// <summary>What an operator may order the world to do.</summary>
public enum OperatorCode : ushort
{
    None = 0,

    /// <summary>Value 0 off, 1 on, -1 the other way.</summary>
    FriendlyFire = 1,

    /// <summary>Takes Value hit points (1 to 255) from Slot.</summary>
    Damage = 2,
    Kill = 3,
    KillAll = 4,

    /// <summary>Everyone but Slot.</summary>
    KillAllExcept = 5,

    /// <summary>Slot comes back at its spawn point with full health, dead or alive.</summary>
    Respawn = 6,
    RespawnAll = 7,
    RespawnAllDead = 8,

    /// <summary>All avatars onto a grid.</summary>
    MoveAll = 9,

    /// <summary>Slot's speed becomes Value world units per second (0 to 32,000).</summary>
    Speed = 10,

    /// <summary>Slot's team becomes Value.</summary>
    Team = 11,

    /// <summary>Slot, or everybody for none, gets Value (1 to 1,000,000) of a resource.</summary>
    GrantWood = 12,
    GrantFood = 13,
    GrantStone = 14,
    GrantPoints = 15,
}

/// <summary>An order of an operator; a slot that names nobody is ignored.</summary>
public readonly record struct OperatorCommand(OperatorCode Code, PlayerSlot Slot, int Value);
