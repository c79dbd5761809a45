namespace Ecs.Simulation.Games.Argentum;

/// <summary>What the rules have to say to one player: field A of <see cref="Events.WorldEventKind.Remarked"/>; the comment tells field B.</summary>
public enum ArgentumRemark
{
    None = 0,

    /// <summary>B = item.</summary>
    Equipped = 1,

    /// <summary>B = item.</summary>
    TakenOff = 2,

    /// <summary>The item is nothing to wear or to hold. B = item.</summary>
    CannotEquip = 3,

    /// <summary>B = item.</summary>
    CannotUse = 4,

    /// <summary>The slot is empty, or there is no such slot.</summary>
    EmptySlot = 5,

    /// <summary>Nothing lies here.</summary>
    NothingHere = 6,

    /// <summary>No slot is free for what lies here.</summary>
    BagFull = 7,

    /// <summary>Things lie on every tile around.</summary>
    NoRoomToDrop = 8,

    NothingToStrike = 9,

    TooTired = 10,

    /// <summary>The blow was held back: the safety catch is on.</summary>
    HeldBack = 11,

    /// <summary>B = 1 on, 0 off.</summary>
    SafetyChanged = 12,

    /// <summary>B = the new level.</summary>
    LevelUp = 13,

    /// <summary>B = experience for a creature killed.</summary>
    Gained = 14,
}
