namespace Ecs.Protocol.LiteNet;

/// <summary>What is wrong with a merged datagram.</summary>
public enum MergedFault : byte
{
    None,

    /// <summary>It holds what only a whole datagram may be, another list or a ping.</summary>
    Nested,

    /// <summary>It holds more messages than a client says at once.</summary>
    Long,

    /// <summary>It holds a part of a larger message.</summary>
    Fragment,
}
