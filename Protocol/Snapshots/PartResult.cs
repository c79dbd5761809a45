namespace Ecs.Protocol.Snapshots;

/// <summary>What became of a received part.</summary>
public enum PartResult : byte
{
    /// <summary>Kept; others of its snapshot are missing.</summary>
    Kept,

    /// <summary>It was the last one: the body is whole.</summary>
    Completed,

    /// <summary>Of a snapshot not newer than the last complete one, or older than the one being gathered.</summary>
    Stale,

    /// <summary>Here already.</summary>
    Duplicate,

    /// <summary>Index, count or length do not agree with the limits or with the other parts of the snapshot.</summary>
    Mismatched,
}
