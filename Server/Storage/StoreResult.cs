namespace Ecs.Server.Storage;

/// <summary>How a call to a store ended.</summary>
public enum StoreResult
{
    Done,

    /// <summary>There is no such record.</summary>
    Missing,

    /// <summary>The key belongs to somebody else already; nothing was written.</summary>
    Taken,

    /// <summary>The record is there and is not what was written: it is not handed out, and it is left as it is.</summary>
    Damaged,

    /// <summary>The disk is full, read-only, locked or gone; nothing was written, and a later call may succeed.</summary>
    Unavailable,

    /// <summary>Another server that shares the store has the character in play.</summary>
    Elsewhere,
}
