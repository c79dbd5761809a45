namespace Ecs.Simulation.Games.Argentum;

/// <summary>What an item is good for.</summary>
public enum ItemUse : byte
{
    /// <summary>Can be carried and dropped.</summary>
    None,

    /// <summary>Using one restores strength and is the end of it.</summary>
    Food,

    /// <summary>Held in the hand; its hits count when the bearer strikes.</summary>
    Weapon,

    /// <summary>Worn; its defence counts when the bearer is struck.</summary>
    Armour,
}

/// <summary>One kind of item as the rules know it; what it looks like is a matter of the clients.</summary>
/// <param name="Id">The original's number for it.</param>
/// <param name="Use">What it is good for.</param>
/// <param name="Name">What the original calls it.</param>
public readonly record struct ArgentumItem(ushort Id, ItemUse Use, string Name = "")
{
    /// <summary>Hit points that a blow takes, from and to.</summary>
    public byte MinHit { get; init; }

    public byte MaxHit { get; init; }

    /// <summary>Hit points that a blow loses on it, from and to.</summary>
    public byte MinDefence { get; init; }

    public byte MaxDefence { get; init; }

    /// <summary>How many of it a new character has; 0 for what must be found.</summary>
    public byte StartAmount { get; init; }
}
