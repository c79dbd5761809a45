using System.Net;
using System.Net.Sockets;
using LiteNetLib;
using LiteNetLib.Layers;
using LiteNetLib.Transport;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>A manager in manual mode on a virtual wire, with everything its listener heard.</summary>
internal sealed class NetHost : INetEventListener
{
    public NetHost(VirtualNet net, int port, PacketLayerBase? layer = null, Action<NetManager>? configure = null)
    {
        Manager = new NetManager(this, layer, new NetSeam(net.Wire, net.Clock, new SeededRandomSource(port))) { IPv6Enabled = false, AutoRecycle = true };
        configure?.Invoke(Manager);
        Assert.True(Manager.StartInManualMode(port));
        EndPoint = new IPEndPoint(IPAddress.Loopback, port);
    }

    public NetManager Manager { get; }

    public IPEndPoint EndPoint { get; }

    public List<Received> Messages { get; } = [];

    public List<NetPeer> Connected { get; } = [];

    public List<(NetPeer Peer, DisconnectReason Reason, byte[]? Data)> Disconnected { get; } = [];

    public List<(NetPeer Peer, object UserData)> Deliveries { get; } = [];

    public List<(IPEndPoint From, byte[] Data, UnconnectedMessageType Type)> Unconnected { get; } = [];

    public List<(NetPeer Peer, IPEndPoint Previous)> Moves { get; } = [];

    public List<int> Latencies { get; } = [];

    public List<SocketError> Errors { get; } = [];

    public List<ConnectionRequest> Requests { get; } = [];

    /// <summary>What to do with a request; accepting it is the default.</summary>
    public Action<ConnectionRequest> OnRequest { get; set; } = request => request.Accept();

    /// <summary>Called for each message before it is noted.</summary>
    public Action<NetPeer, NetPacketReader, byte, DeliveryMethod>? OnMessage { get; set; }

    /// <summary>The newest peer that connected.</summary>
    public NetPeer Peer { get; private set; } = null!;

    /// <summary>What a failing test wants to know.</summary>
    public string Describe()
    {
        IEnumerable<string> drops = Enum.GetValues<DropCause>().Where(c => Manager.Drops[c] > 0).Select(c => $"{c} {Manager.Drops[c]}");
        IEnumerable<string> ends = Disconnected.Select(d => $"{d.Peer.Port} {d.Reason}");
        return $"\n{EndPoint.Port}: connected {Connected.Count}, ended [{string.Join(", ", ends)}], drops [{string.Join(", ", drops)}]";
    }

    public void ForgetEvents()
    {
        Messages.Clear();
        Connected.Clear();
        Disconnected.Clear();
        Deliveries.Clear();
        Unconnected.Clear();
        Moves.Clear();
        Requests.Clear();
    }

    public void OnPeerConnected(NetPeer peer)
    {
        Peer = peer;
        Connected.Add(peer);
    }

    public void OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo)
        => Disconnected.Add((peer, disconnectInfo.Reason, disconnectInfo.AdditionalData?.GetRemainingBytes()));

    public void OnNetworkError(IPEndPoint endPoint, SocketError socketError) => Errors.Add(socketError);

    public void OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
    {
        OnMessage?.Invoke(peer, reader, channelNumber, deliveryMethod);
        Messages.Add(new Received(peer, channelNumber, deliveryMethod, reader.GetRemainingBytes()));
    }

    public void OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
        => Unconnected.Add((remoteEndPoint, reader.GetRemainingBytes(), messageType));

    public void OnNetworkLatencyUpdate(NetPeer peer, int latency) => Latencies.Add(latency);

    public void OnConnectionRequest(ConnectionRequest request)
    {
        Requests.Add(request);
        OnRequest(request);
    }

    public void OnMessageDelivered(NetPeer peer, object userData) => Deliveries.Add((peer, userData));

    public void OnPeerAddressChanged(NetPeer peer, IPEndPoint previousAddress) => Moves.Add((peer, previousAddress));

    internal readonly record struct Received(NetPeer Peer, byte Channel, DeliveryMethod Method, byte[] Data)
    {
        public string Hex => Convert.ToHexStringLower(Data);
    }
}
