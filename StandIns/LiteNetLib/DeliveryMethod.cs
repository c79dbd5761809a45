namespace LiteNetLib;

/// <summary>What the transport promises about a message. The first four values are also the low bits of the channel id on the wire.</summary>
public enum DeliveryMethod : byte
{
    /// <summary>Arrives exactly once, in any order. May be fragmented.</summary>
    ReliableUnordered = 0,

    /// <summary>May be lost; never goes back: an older message is dropped.</summary>
    Sequenced = 1,

    /// <summary>Arrives exactly once and in order. May be fragmented.</summary>
    ReliableOrdered = 2,

    /// <summary>Never goes back, and the last one sent arrives.</summary>
    ReliableSequenced = 3,

    /// <summary>May be lost, doubled or reordered. Has no channel.</summary>
    Unreliable = 4,
}
