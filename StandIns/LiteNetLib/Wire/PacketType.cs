namespace LiteNetLib.Wire;

/// <summary>What a packet is, numbered as the 2.x dialect does on the wire (see <see cref="Dialect"/>).</summary>
internal enum PacketType : byte
{
    Unreliable = 0,
    Channeled = 1,

    /// <summary>Several reliable messages under one sequence number; unknown to 1.x.</summary>
    ReliableMerged = 2,

    Ack = 3,
    Ping = 4,
    Pong = 5,
    ConnectRequest = 6,
    ConnectAccept = 7,
    Disconnect = 8,
    UnconnectedMessage = 9,
    MtuCheck = 10,
    MtuOk = 11,
    Broadcast = 12,
    Merged = 13,
    ShutdownOk = 14,
    PeerNotFound = 15,
    InvalidProtocol = 16,
    NatMessage = 17,
    Empty = 18,
}
