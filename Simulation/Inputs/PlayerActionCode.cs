namespace Ecs.Simulation.Inputs;

/// <summary>Rare acts of a player, sent reliably. A mode ignores codes that it has no rule for.</summary>
public enum PlayerActionCode : ushort
{
    None = 0,
    ChangeTeam = 1,
    TakePowerUp = 2,

    /// <summary>Takes 20 hit points from oneself, without credit to anybody.</summary>
    HurtSelf = 3,

    /// <summary>A = 1 ready to begin, 0 not.</summary>
    Ready = 4,

    /// <summary>One step on a map of tiles. A = heading: 1 north, 2 east, 3 south, 4 west.</summary>
    Step = 5,

    /// <summary>Looks elsewhere without moving. A = heading.</summary>
    Turn = 6,

    /// <summary>A = slot of the inventory, from 1.</summary>
    UseItem = 7,

    /// <summary>Puts on, or takes off. A = slot of the inventory, from 1.</summary>
    EquipItem = 8,

    /// <summary>A = slot of the inventory, from 1, B = how many.</summary>
    DropItem = 9,

    /// <summary>Takes what lies here.</summary>
    PickUp = 10,

    /// <summary>Strikes whoever stands before the avatar.</summary>
    Strike = 11,

    /// <summary>A = slot of the inventory, from 1, B = the slot it goes to.</summary>
    MoveItem = 12,

    /// <summary>A = the weapon or item to hold.</summary>
    SelectItem = 13,

    /// <summary>The catch that holds blows at other players back goes on or off.</summary>
    ToggleSafety = 14,
}
