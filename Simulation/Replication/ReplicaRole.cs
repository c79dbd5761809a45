namespace Ecs.Simulation.Replication;

/// <summary>What a replicated field means to replication itself; most mean nothing to it.</summary>
public enum ReplicaRole : byte
{
    None,

    /// <summary>Where the entity is, left to right: interest goes by it.</summary>
    X,

    /// <summary>Where the entity is, top to bottom.</summary>
    Y,

    /// <summary>The seat whose avatar or bullet the entity is.</summary>
    Owner,

    /// <summary>The entity's team.</summary>
    Team,
}
