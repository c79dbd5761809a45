namespace Ecs.Protocol.Snapshots;

/// <summary>The first byte of a snapshot's part: what stands in its body. The highest bit is never set; it tells parts from other messages.</summary>
[Flags]
public enum SnapshotFlags : byte
{
    None = 0,

    /// <summary>The snapshot has several parts; index and count follow the tick.</summary>
    Parts = 1,

    /// <summary>It is no difference from an earlier one.</summary>
    Whole = 2,

    /// <summary>Something of the header is not as foretold.</summary>
    Header = 4,
    Margin = 8,

    /// <summary>Entities in view change or leave it.</summary>
    Changes = 16,

    /// <summary>Entities come into view.</summary>
    Enters = 32,

    /// <summary>A number says what the receiver should hold now.</summary>
    Proof = 64,

    /// <summary>All that there are.</summary>
    All = Parts | Whole | Header | Margin | Changes | Enters | Proof,
}
