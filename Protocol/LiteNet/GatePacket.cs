namespace Ecs.Protocol.LiteNet;

/// <summary>Types of LiteNetLib 2.x's datagrams, by their numbers on the wire.</summary>
public enum GatePacket : byte
{
    Unreliable = 0,
    Channeled = 1,
    ReliableMerged = 2,
    Ack = 3,
    Ping = 4,
    Pong = 5,
    ConnectRequest = 6,
    ConnectAccept = 7,
    Disconnect = 8,
    Unconnected = 9,
    MtuCheck = 10,
    MtuOk = 11,
    Broadcast = 12,
    Merged = 13,
    ShutdownOk = 14,

    /// <summary>"I do not know you" (one byte), "then prove it" (15 bytes), and "that is no proof" (two bytes).</summary>
    PeerNotFound = 15,
    InvalidProtocol = 16,
    NatMessage = 17,
    Empty = 18,
}
