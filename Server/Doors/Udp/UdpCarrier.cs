using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Ecs.Protocol;
using Ecs.Server.Doors.Streams;
using Ecs.Server.Metrics;
using Ecs.Server.Sessions;
using LiteNetLib;
using DropCause = Ecs.Server.Metrics.DropCause;

namespace Ecs.Server.Doors.Udp;

/// <summary>
/// Native messages over LiteNetLib in manual mode: the socket is read and written on the tick's thread and nowhere else,
/// so a session never needs a lock and a tick never waits.
/// </summary>
public sealed class UdpCarrier : ICarrier, INetEventListener
{
    /// <summary>Packets read in one tick whoever sends them; strangers and a few peers fit.</summary>
    private const int ReceiveBase = 256;

    /// <summary>Added for each peer: what an honest one sends in half a second, so that a late tick catches up at once.</summary>
    private const int ReceivePerPeer = 40;

    /// <summary>Fragments of one message: the longest control message needs 17 at the smallest packet size.</summary>
    private const ushort FragmentLimit = 32;

    /// <summary>
    /// Packets kept for reuse, 1.5 KiB each: a whole tick's snapshots in parts for some hundred peers. With fewer, every tick of a
    /// full server would make garbage.
    /// </summary>
    private const int PooledPackets = 16_384;

    private const ConnectionState Living = ConnectionState.Connected | ConnectionState.ShutdownRequested;

    private readonly ServerMetrics _metrics;
    private readonly NetManager _manager;
    private IPeerListener? _listener;
    private long _packetsIn;
    private long _packetsOut;
    private long _bytesIn;
    private long _bytesOut;

    private UdpCarrier(ServerMetrics metrics, Func<INetEventListener, NetManager> managers, bool usesIPv6, int timeoutMilliseconds)
    {
        NetDebug.Logger ??= new SilentNetLog();
        _metrics = metrics;
        _manager = managers(this);
        _manager.AutoRecycle = true;
        _manager.EnableStatistics = true;
        _manager.IPv6Enabled = usesIPv6;
        _manager.DisconnectTimeout = timeoutMilliseconds;
        _manager.MaxFragmentsCount = FragmentLimit;
        _manager.PacketPoolSize = PooledPackets;
    }

    /// <summary>Whether only one IPv6 address is listened on; who comes over IPv4 all the same gets no answer.</summary>
    private bool IsSixthAlone { get; init; }

    public string Label => $"udp={Port}";

    public int Port => _manager.LocalPort;

    public int PeerCount => _manager.GetPeersCount(Living);

    /// <summary>Opens the socket. False, with the reason, when the port is in use or the address is not ours.</summary>
    /// <param name="options">Where to listen.</param>
    /// <param name="metrics">Counts packets and bytes.</param>
    /// <param name="carrier">The open carrier.</param>
    /// <param name="fault">Why there is none.</param>
    public static bool TryOpen(
        UdpOptions options, ServerMetrics metrics, [NotNullWhen(true)] out UdpCarrier? carrier, [NotNullWhen(false)] out ListenFault? fault)
    {
        carrier = null;
        SocketError error;
        int attempt = 0;
        do
        {
            // The library goes on without IPv6 when it cannot have it, and says nothing: so it is asked before, and looked at after.
            error = UdpProbe.Ask(options.Address, options.Port, out int port);
            if (error == SocketError.Success
                && TryOpen(options with { Port = port }, attempt, metrics, static listener => new NetManager(listener), out carrier))
            {
                error = UdpProbe.IsTaken(options.Address, carrier.Port) ? SocketError.Success : SocketError.AddressAlreadyInUse;
            }
            else if (error == SocketError.Success)
                error = SocketError.AddressAlreadyInUse;
            if (error != SocketError.Success)
                carrier?.Dispose();
        }
        while (error == SocketError.AddressAlreadyInUse && ++attempt < UdpProbe.Attempts);
        fault = error == SocketError.Success ? null : new ListenFault(new IPEndPoint(options.Address, options.Port), error, ProtocolType.Udp);
        if (fault is not null)
            carrier = null;
        return fault is null;
    }

    /// <summary>Like the other, over a transport whose sockets and clock the caller has chosen.</summary>
    internal static bool TryOpen(
        UdpOptions options, ServerMetrics metrics, Func<INetEventListener, NetManager> managers, [NotNullWhen(true)] out UdpCarrier? carrier) =>
        TryOpen(options, 0, metrics, managers, out carrier);

    private static bool TryOpen(
        UdpOptions options,
        int attempt,
        ServerMetrics metrics,
        Func<INetEventListener, NetManager> managers,
        [NotNullWhen(true)] out UdpCarrier? carrier)
    {
        var address = options.Address;
        var isIPv6 = address.AddressFamily == AddressFamily.InterNetworkV6;
        var isAny = ListenSocket.IsAny(address);
        carrier = new UdpCarrier(metrics, managers, isIPv6 || isAny, options.TimeoutMilliseconds)
        {
            IsSixthAlone = isIPv6 && !isAny,
        };

        // LiteNetLib always opens an IPv4 socket; beside one IPv6 address it goes where nobody looks, and nobody gets in there.
        var fourth = isAny ? IPAddress.Any : isIPv6 ? UdpProbe.Aside(attempt) : address;
        var sixth = isAny || !isIPv6 ? IPAddress.IPv6Any : address;
        if (carrier._manager.StartInManualMode(fourth, sixth, options.Port))
        {
            return true;
        }

        carrier = null;
        return false;
    }

    public void Receive(TimeSpan elapsed, IPeerListener listener)
    {
        _listener = listener;
        _manager.MaxPacketPerManualReceive = ReceiveBase + (ReceivePerPeer * _manager.ConnectedPeersCount);
        _manager.PollEvents();
        CountTraffic();
    }

    public void Update(TimeSpan elapsed) => _manager.ManualUpdate((float)elapsed.TotalMilliseconds);

    public void Dispose() => _manager.Stop(sendDisconnectMessages: true);

    void INetEventListener.OnConnectionRequest(ConnectionRequest request)
    {
        if (IsSixthAlone && request.RemoteEndPoint.AddressFamily == AddressFamily.InterNetwork)
        {
            _metrics.CountDrop(DropCause.Refused);
            request.RejectForce();
            return;
        }

        var key = request.Data.TryGetString(out var given) && request.Data.EndOfData ? given : "";
        var refusal = _listener?.Judge(key) ?? Reason.ServerStopping;
        if (refusal != Reason.None)
        {
            // Once and without a peer: a forged address gets less than was sent in its name.
            request.RejectForce(Farewells.Of(refusal).ToArray());
            return;
        }

        request.Accept();
    }

    void INetEventListener.OnPeerConnected(NetPeer peer)
    {
        var connected = new UdpPeer(peer);
        peer.Tag = connected;
        _listener?.OnConnected(connected);
    }

    void INetEventListener.OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
    {
        // Reliable and in order is control. Whatever else carries a control message makes it one of the wrong lane.
        if (peer.Tag is Peer sender)
        {
            var lane = deliveryMethod == DeliveryMethod.ReliableOrdered ? Lane.Control : Lane.Stream;
            _listener?.OnMessage(sender, lane, reader.GetRemainingBytesMemory());
        }
    }

    void INetEventListener.OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo)
    {
        if (peer.Tag is Peer gone)
        {
            var left = disconnectInfo.Reason == DisconnectReason.RemoteConnectionClose;
            _listener?.OnDisconnected(gone, left ? Reason.Left : Reason.ConnectionLost);
        }
    }

    void INetEventListener.OnNetworkError(IPEndPoint endPoint, SocketError socketError) => _metrics.CountDrop(DropCause.Socket);

    void INetEventListener.OnNetworkReceiveUnconnected(IPEndPoint remoteEndPoint, NetPacketReader reader, UnconnectedMessageType messageType)
    {
        // Switched off in the manager; nothing is said to strangers.
    }

    void INetEventListener.OnNetworkLatencyUpdate(NetPeer peer, int latency)
    {
        // Asked for where it is shown.
    }

    private void CountTraffic()
    {
        var seen = _manager.Statistics;
        _metrics.CountIn(seen.PacketsReceived - _packetsIn, seen.BytesReceived - _bytesIn);
        _metrics.CountOut(seen.PacketsSent - _packetsOut, seen.BytesSent - _bytesOut);
        (_packetsIn, _bytesIn) = (seen.PacketsReceived, seen.BytesReceived);
        (_packetsOut, _bytesOut) = (seen.PacketsSent, seen.BytesSent);
    }
}
