namespace Ecs.Protocol.Snapshots;

/// <summary>What the bits of a full snapshot are spent on: its header, and the components behind an entity's fields.</summary>
public enum SnapshotField
{
    /// <summary>What stands before the entities.</summary>
    Header,

    /// <summary>Kind, id, seat and team.</summary>
    Identity,
    Position,
    Velocity,
    Aim,

    /// <summary>Hit points left and in full.</summary>
    Health,

    /// <summary>Kills and deaths.</summary>
    Score,

    /// <summary>Flags and full speed of an avatar.</summary>
    Mobility,

    /// <summary>An avatar's ticks from shot to shot and until it returns.</summary>
    Delays,

    /// <summary>Variant and size of a creature, a piece of scenery or an item.</summary>
    Thing,
}
