using System.Net.Sockets;

namespace LiteNetLib;

/// <summary>Why a peer is gone, handed to the listener.</summary>
public struct DisconnectInfo
{
    public DisconnectReason Reason;

    /// <summary>Set when the socket reported the failure; otherwise <see cref="SocketError.Success"/>.</summary>
    public SocketError SocketErrorCode;

    /// <summary>What the other side sent along (empty if it sent nothing); null when this side ended the connection.</summary>
    public NetPacketReader AdditionalData;
}
