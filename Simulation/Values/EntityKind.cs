namespace Ecs.Simulation.Values;

/// <summary>What an entity is, for those who look at the world from outside.</summary>
public enum EntityKind : byte
{
    None = 0,
    Avatar = 1,
    Bullet = 2,

    /// <summary>Something that moves and can be hit, and that nobody plays: an enemy of a wave.</summary>
    Creature = 3,

    /// <summary>Something that stands where it is: a tree, a rock.</summary>
    Scenery = 4,

    /// <summary>Something that lies on the ground and can be taken.</summary>
    Item = 5,
}
