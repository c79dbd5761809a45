using System.Net;
using System.Net.Sockets;

namespace LiteNetLib.Events;

/// <summary>Something to tell the application; which fields are set depends on the kind.</summary>
internal struct NetEvent
{
    public EventKind Kind;
    public byte Channel;
    public DeliveryMethod Method;
    public UnconnectedMessageType MessageType;
    public DisconnectReason Reason;
    public SocketError Error;

    /// <summary>Milliseconds, half a round trip.</summary>
    public int Latency;

    public NetPeer? Peer;
    public NetPacketReader? Reader;
    public IPEndPoint? EndPoint;
    public ConnectionRequest? Request;
    public object? UserData;
}
