using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Runtime.ExceptionServices;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Doors.Native.Udp.Gate;
using Ecs.Server.Metrics;
using LiteNetLib;
using DropCause = Ecs.Server.Metrics.DropCause;

namespace Ecs.Server.Doors.Native.Udp;

/// <summary>
/// LiteNetLib on one address of this machine, so that answers leave from the address that was asked. Manual mode: everything happens on
/// the thread that calls <see cref="Receive"/>.
/// </summary>
internal sealed class UdpBinding : INetEventListener, IDisposable
{
    /// <summary>Datagrams read in a second whoever sends them: strangers, and a few peers.</summary>
    private const int StrangersPerSecond = 60_000;

    /// <summary>Added to one receive for each peer: what an honest one sends in half a second, so that a late tick catches up at once.</summary>
    private const int ReceivePerPeer = 40;

    /// <summary>What a waiting datagram takes of the kernel's buffer beside its own bytes, about.</summary>
    private const int DatagramOverhead = 768;

    /// <summary>More than this part of the buffer in one tick is a flood. The kernel counts to twice the size.</summary>
    private const int FloodPart = 2;

    /// <summary>Parts of a tick's receive: so many may be done before the tick, and one is left for it.</summary>
    private const int EarlyParts = 3;

    /// <summary>Times that a receive that was cut short is begun again.</summary>
    private const int ReceivesAtOnce = 16;

    /// <summary>Fragments of one message of ours: the longest control message needs 33 at the smallest packet size.</summary>
    private const ushort FragmentLimit = 40;

    /// <summary>
    /// Packets kept for reuse, 1.5 KiB each: a whole tick's snapshots in parts for some hundred peers. With fewer, every tick of a
    /// full server would make garbage.
    /// </summary>
    private const int PooledPackets = 16_384;

    /// <summary>Of these, so many are there for each peer before they are needed.</summary>
    private const int PacketsPerPeer = 4;

    /// <summary>
    /// Milliseconds. The library counts a ping without an answer as a round trip of one interval, and waits twice the mean of the last few
    /// before it sends a message again: the longer the interval, the longer one lost ping holds the control lane up.
    /// </summary>
    private const int PingInterval = 1_000;

    private const ConnectionState Living = ConnectionState.Connected | ConnectionState.ShutdownRequested;

    private readonly ServerMetrics _metrics;
    private readonly PacketGate _gate;
    private readonly GatedManager _manager;
    private readonly int _strangersPerReceive;
    private IPeerListener? _listener;
    private ExceptionDispatchInfo? _fault;
    private int _mostPeers;
    private long _early;
    private long _earlyBytes;
    private bool _isFlooded;
    private long _packetsIn;
    private long _packetsOut;
    private long _bytesIn;
    private long _bytesOut;

    private UdpBinding(UdpOptions options, GateState state, ServerMetrics metrics)
    {
        NetDebug.Logger ??= new SilentNetLog();
        _metrics = metrics;
        _gate = new PacketGate(state, metrics);
        _strangersPerReceive = StrangersPerSecond / options.TickRate;
        _manager = new GatedManager(this, _gate)
        {
            AutoRecycle = true,
            EnableStatistics = true,
            DisconnectTimeout = options.TimeoutMilliseconds,
            MaxFragmentsCount = FragmentLimit,
            PacketPoolSize = PooledPackets,
            PingInterval = PingInterval,
            MtuOverride = Limits.ShortestPath,
            AllowPeerAddressChange = true,
        };
    }

    public int Port => _manager.LocalPort;

    public int PeerCount => _manager.GetPeersCount(Living);

    /// <summary>Opens the socket. False when the port is in use or the address is not ours.</summary>
    /// <param name="address">One address of this machine, no wildcard.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="sharesPort">Whether another socket of ours has the port on the wildcard address.</param>
    /// <param name="options">The carrier's.</param>
    /// <param name="state">What all gates of the carrier share.</param>
    /// <param name="metrics">Counts packets, bytes and what was dropped.</param>
    /// <param name="binding">The open one.</param>
    public static bool TryOpen(
        IPAddress address,
        int port,
        bool sharesPort,
        UdpOptions options,
        GateState state,
        ServerMetrics metrics,
        [NotNullWhen(true)] out UdpBinding? binding)
    {
        var isSixth = address.AddressFamily == AddressFamily.InterNetworkV6;
        binding = new UdpBinding(options, state, metrics);
        binding._manager.ReuseAddress = sharesPort;
        binding._manager.IPv6Enabled = isSixth;
        if (isSixth ? binding.TryStartSixth(address, port) : binding._manager.StartInManualMode(address, IPAddress.IPv6None, port))
        {
            binding._manager.TakeSockets(keepsVersion4: !isSixth, options.ReceiveBufferBytes);
            return true;
        }

        binding = null;
        return false;
    }

    /// <summary>Whether what the last tick brought would soon fill the kernel's buffer, and the next one's allowance is not used up.</summary>
    public bool IsFlooded => _isFlooded && _early < EarlyLimit;

    private int TickLimit => _strangersPerReceive + (ReceivePerPeer * _manager.ConnectedPeersCount);

    private int EarlyLimit => TickLimit / (EarlyParts + 1) * EarlyParts;

    /// <summary>A tick's receive; what was received before it counts.</summary>
    public void Receive(IPeerListener listener)
    {
        var bytes = _bytesIn - _earlyBytes;
        var limit = TickLimit;
        var seen = _early + Take(listener, (int)Math.Max(limit - _early, limit / (EarlyParts + 1)));
        _isFlooded = (seen * DatagramOverhead) + _bytesIn - bytes > _manager.ReceiveBufferBytes / FloodPart;
        (_early, _earlyBytes) = (0, 0);
    }

    /// <summary>A part of the next tick's receive.</summary>
    public void ReceiveEarly(IPeerListener listener)
    {
        if (IsFlooded)
        {
            var bytes = _bytesIn;
            _early += Take(listener, TickLimit / (EarlyParts + 1));
            _earlyBytes += _bytesIn - bytes;
        }
    }

    /// <summary>Ends all connections; their sessions wait for them.</summary>
    public void ReconnectAll()
    {
        var farewell = Farewells.Of(Reason.Reconnect).ToArray();
        var peers = new List<NetPeer>();
        _manager.GetConnectedPeers(peers);
        foreach (var peer in peers)
            peer.Disconnect(farewell);
    }

    public void Update(TimeSpan elapsed) => _manager.ManualUpdate((float)elapsed.TotalMilliseconds);

    public void Dispose() => _manager.Stop(sendDisconnectMessages: true);

    void INetEventListener.OnConnectionRequest(ConnectionRequest request)
    {
        try
        {
            var key = request.Data.TryGetString(out var given) && request.Data.EndOfData ? given : "";
            var refusal = _listener?.Judge(key) ?? Reason.ServerStopping;
            if (refusal == Reason.None)
            {
                request.Accept();
            }
            else
            {
                // Once and without a peer: nothing of it stays.
                request.RejectForce(Farewells.OfRefusal(refusal, key));
            }
        }
        catch (Exception fault)
        {
            Keep(fault);
        }
    }

    void INetEventListener.OnPeerConnected(NetPeer peer)
    {
        try
        {
            KeepPackets();
            var connected = new UdpPeer(peer);
            peer.Tag = connected;
            _listener?.OnConnected(connected);
        }
        catch (Exception fault)
        {
            Keep(fault);
        }
    }

    void INetEventListener.OnNetworkReceive(NetPeer peer, NetPacketReader reader, byte channelNumber, DeliveryMethod deliveryMethod)
    {
        try
        {
            // Reliable and in order is control. Whatever else carries a control message makes it one of the wrong lane.
            if (peer.Tag is Peer sender)
            {
                var lane = deliveryMethod == DeliveryMethod.ReliableOrdered ? Lane.Control : Lane.Stream;
                _listener?.OnMessage(sender, lane, reader.GetRemainingBytesMemory());
            }
        }
        catch (Exception fault)
        {
            Keep(fault);
        }
    }

    void INetEventListener.OnPeerDisconnected(NetPeer peer, DisconnectInfo disconnectInfo)
    {
        try
        {
            if (peer.Tag is Peer gone)
            {
                var hasLeft = disconnectInfo.Reason == DisconnectReason.RemoteConnectionClose;
                _listener?.OnDisconnected(gone, hasLeft ? LastWord(disconnectInfo.AdditionalData) : Reason.ConnectionLost);
            }
        }
        catch (Exception fault)
        {
            Keep(fault);
        }
    }

    void INetEventListener.OnMessageDelivered(NetPeer peer, object userData)
    {
        if (userData is Delivery delivery)
            delivery.IsDone = true;
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

    /// <summary>At most so many datagrams; gives how many there were.</summary>
    private long Take(IPeerListener listener, int limit)
    {
        _listener = listener;
        _manager.MaxPacketPerManualReceive = limit;
        var began = _gate.Seen;
        for (var left = ReceivesAtOnce; left > 0; left--)
        {
            var before = _gate.Seen;
            _manager.PollEvents();

            // The library ends a receive at the first exception and says nothing. Ours are bugs and go on from here; after one of its own
            // the datagrams behind still wait, and others must not lose them.
            _fault?.Throw();
            if (_gate.Seen - before >= limit || !_manager.HasMore)
                break;
        }

        CountTraffic();
        return _gate.Seen - began;
    }

    /// <summary>The library always wants a socket for IPv4 with the same port: for a moment, on a loopback address that nobody uses.</summary>
    private bool TryStartSixth(IPAddress address, int port)
    {
        for (var attempt = 0; attempt < ReceivesAtOnce; attempt++)
        {
            IPAddress aside = new([127, (byte)Random.Shared.Next(64, 255), (byte)Random.Shared.Next(1, 255), (byte)Random.Shared.Next(1, 255)]);
            if (_manager.StartInManualMode(aside, address, port))
                return true;
        }

        return false;
    }

    /// <summary>Why a client has ended: of all reasons it can only know that its path is too narrow.</summary>
    private static Reason LastWord(NetPacketReader? data) =>
        data is { AvailableBytes: > 0 }
        && MessageCodec.TryDecode(data.GetRemainingBytesMemory(), out Farewell last) == ReadFault.None
        && last.Reason == Reason.NarrowPath
            ? Reason.NarrowPath
            : Reason.Left;

    /// <summary>More peers than ever before need more packets than ever before.</summary>
    private void KeepPackets()
    {
        if (_manager.ConnectedPeersCount <= _mostPeers)
            return;

        _manager.AddPackets((_manager.ConnectedPeersCount - _mostPeers) * PacketsPerPeer);
        _mostPeers = _manager.ConnectedPeersCount;
    }

    private void Keep(Exception fault) => _fault ??= ExceptionDispatchInfo.Capture(fault);

    private void CountTraffic()
    {
        var seen = _manager.Statistics;
        _metrics.CountIn(seen.PacketsReceived - _packetsIn, seen.BytesReceived - _bytesIn);
        _metrics.CountOut(seen.PacketsSent - _packetsOut, seen.BytesSent - _bytesOut);
        (_packetsIn, _bytesIn) = (seen.PacketsReceived, seen.BytesReceived);
        (_packetsOut, _bytesOut) = (seen.PacketsSent, seen.BytesSent);
    }
}
