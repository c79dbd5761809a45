using System.Net;
using System.Net.Sockets;

namespace LiteNetLib;

/// <summary>What an application hears from a manager. Called inside <c>PollEvents</c> unless an unsynced option is set.</summary>
public interface INetEventListener
{
    void OnPeerConnected(NetPeer peer);

    void OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo);

    void OnNetworkError(IPEndPoint endPoint, SocketError socketError);

    void OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod);

    void OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType);

    /// <summary><c>latency</c>: Half of the newest round-trip sample, in milliseconds.</summary>
    void OnNetworkLatencyUpdate(NetPeer peer, int latency);

    /// <summary>Answer with one of the request's methods, now or later; an unanswered one is forgotten after a while.</summary>
    void OnConnectionRequest(ConnectionRequest request);

    /// <summary>A reliable message sent with a delivery event was acknowledged as a whole.</summary>
    void OnMessageDelivered(NetPeer peer, object userData)
    {
    }

    void OnPeerAddressChanged(NetPeer peer, IPEndPoint previousAddress)
    {
    }
}
