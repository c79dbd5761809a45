namespace Ecs.Protocol.Replicas;

/// <summary>Why bits of a snapshot are there.</summary>
public enum SnapshotCause : byte
{
    /// <summary>What stands before the entities.</summary>
    Header,

    /// <summary>Entities that come into view.</summary>
    Enter,

    /// <summary>Entities in view that do what was not foretold.</summary>
    Update,

    /// <summary>Entities that go out of view.</summary>
    Leave,
}
