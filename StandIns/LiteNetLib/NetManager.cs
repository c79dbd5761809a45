using System.Collections;
using System.Net;
using System.Net.Sockets;
using LiteNetLib.Events;
using LiteNetLib.Layers;
using LiteNetLib.Transport;
using LiteNetLib.Utils;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <summary>
/// The entry point: listens, dials, and lists the peers. Enumerating it walks all peers, lingering ones included, and may be done while
/// peers come and go.
/// </summary>
public partial class NetManager : LiteNetManager, IEnumerable<NetPeer>
{
    private readonly INetEventListener _listener;

    public NetManager(INetEventListener listener, PacketLayerBase? extraPacketLayer = null)
        : this(listener, extraPacketLayer, NetSeam.Real)
    {
    }

    internal NetManager(INetEventListener listener, PacketLayerBase? extraPacketLayer, NetSeam seam)
        : base(extraPacketLayer, seam)
        => _listener = listener;

    /// <summary>Channels per peer, 1 to 64; both ends should agree. Peers that exist keep what they have.</summary>
    public byte ChannelsCount
    {
        get => ChannelCount;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, WireLimits.MaxChannels);
            ChannelCount = value;
        }
    }

    /// <summary>The newest peer; for a client its server. Null when there is none.</summary>
    public NetPeer FirstPeer => (NetPeer)First!;

    /// <summary>Dials a host by name or address. Null when the name is unknown (an event says so) or the endpoint's own request waits here.</summary>
    public NetPeer Connect(string address, int port, string key) => Connect(address, port, NetDataWriter.FromString(key));

    public NetPeer Connect(string address, int port, NetDataWriter connectionData)
    {
        if (Resolve(address) is { } resolved)
        {
            return Connect(new IPEndPoint(resolved, port), connectionData);
        }

        QueueUnknownHost();
        return null!;
    }

    public NetPeer Connect(IPEndPoint target, string key) => Connect(target, NetDataWriter.FromString(key));

    public NetPeer Connect(IPEndPoint target, NetDataWriter connectionData) => Dial(target, connectionData.AsReadOnlySpan());

    public NetPeer Connect(IPEndPoint target, ReadOnlySpan<byte> connectionData) => Dial(target, connectionData);

    /// <summary>Fills the list, cleared first, with the peers in one of these states.</summary>
    public void GetPeers(List<NetPeer> peers, ConnectionState peerState)
    {
        peers.Clear();
        lock (Gate)
        {
            for (LiteNetPeer? peer = First; peer is not null; peer = peer.NextPeer)
            {
                if ((peer.ConnectionState & peerState) != 0)
                {
                    peers.Add((NetPeer)peer);
                }
            }
        }
    }

    public void GetConnectedPeers(List<NetPeer> peers) => GetPeers(peers, ConnectionState.Connected);

    public NetPeerEnumerator GetEnumerator() => new((NetPeer?)First);

    IEnumerator<NetPeer> IEnumerable<NetPeer>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private protected override void Fire(in NetEvent item)
    {
        switch (item.Kind)
        {
            case EventKind.Received:
                _listener.OnNetworkReceive(item.Peer!, item.Reader!, item.Channel, item.Method);
                break;
            case EventKind.Connected:
                _listener.OnPeerConnected(item.Peer!);
                break;
            case EventKind.Disconnected:
                var info = new DisconnectInfo { Reason = item.Reason, SocketErrorCode = item.Error, AdditionalData = item.Reader! };
                _listener.OnPeerDisconnected(item.Peer!, info);
                break;
            case EventKind.ReceivedUnconnected:
                _listener.OnNetworkReceiveUnconnected(item.EndPoint!, item.Reader!, item.MessageType);
                break;
            case EventKind.Error:
                _listener.OnNetworkError(item.EndPoint!, item.Error);
                break;
            case EventKind.Latency:
                _listener.OnNetworkLatencyUpdate(item.Peer!, item.Latency);
                break;
            case EventKind.Request:
                _listener.OnConnectionRequest(item.Request!);
                break;
            case EventKind.Delivered:
                _listener.OnMessageDelivered(item.Peer!, item.UserData!);
                break;
            case EventKind.AddressChanged:
                _listener.OnPeerAddressChanged(item.Peer!, item.EndPoint!);
                break;
        }
    }

    private IPAddress? Resolve(string address)
    {
        if (IPAddress.TryParse(address, out IPAddress? parsed))
        {
            return parsed;
        }

        try
        {
            IPAddress[] found = Dns.GetHostAddresses(address);
            return Array.Find(found, a => a.AddressFamily == AddressFamily.InterNetwork)
                ?? Array.Find(found, a => a.AddressFamily == AddressFamily.InterNetworkV6 && IPv6Enabled);
        }
        catch (SocketException)
        {
            return null;
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
