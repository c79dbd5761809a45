using System.Net;
using System.Net.Sockets;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Protocol.Messages;
using LiteNetLib;
using LiteNetLib.Utils;

namespace Ecs.Client;

/// <summary>
/// The native carrier: LiteNetLib in manual mode, so that everything happens on the thread that updates the client.
/// </summary>
public sealed class UdpTransport : IClientTransport
{
    /// <summary>Refusals that bring a cookie, in a row, before we give up: a server under attack may be slower than its cookies live.</summary>
    private const int CookieLimit = 5;

    private readonly EventBasedNetListener _events = new();
    private readonly ClientGate _gate = new(TimeProvider.System);
    private readonly NetManager _manager;
    private readonly IPEndPoint _server;
    private readonly WallClockWatch _wallClock;
    private ITransportListener? _listener;
    private NetPeer? _peer;
    private int _cookies;
    private bool _ended;

    /// <param name="server">Where the server listens.</param>
    /// <param name="time">Its wall clock is the library's, and is watched; the system's when left out.</param>
    public UdpTransport(IPEndPoint server, TimeProvider? time = null)
    {
        ArgumentNullException.ThrowIfNull(server);
        _wallClock = new WallClockWatch(time ?? TimeProvider.System);
        _server = server;
        NetDebug.Logger ??= new SilentNetLog();
        _manager = new NetManager(_events, _gate)
        {
            // The listener copies what it keeps before it returns.
            AutoRecycle = true,
            IPv6Enabled = server.AddressFamily == AddressFamily.InterNetworkV6,
            DisconnectOnUnreachable = true,
            MtuOverride = Limits.ShortestPath,
            DisconnectTimeout = Limits.SilenceMilliseconds,
        };
        _events.PeerConnectedEvent += peer => OnConnected(peer);
        _events.PeerDisconnectedEvent += (peer, info) => OnDisconnected(peer, in info);
        _events.NetworkReceiveEvent += (peer, reader, _, method) => OnMessage(peer, LaneOf(method), reader.GetRemainingBytesMemory());
    }

    /// <summary>Milliseconds to the server and back, as the transport measured; 0 before it did.</summary>
    public int RoundTripMilliseconds => _peer?.RoundTripTime ?? 0;

    /// <summary>Datagrams that nobody was to hear: strangers', and forged ones.</summary>
    public long Dropped => _gate.Dropped;

    public void Connect()
    {
        // Another port, and no goodbye: whatever is between us and the server may have forgotten the one before.
        _manager.Stop(sendDisconnectMessages: false);
        (_peer, _cookies, _ended) = (null, 0, false);
        if (_manager.StartInManualMode(0))
            Request(cookie: default);
    }

    public void Receive(ITransportListener listener)
    {
        _listener = listener;
        if (_peer is null && !_ended)
        {
            _ended = true;
            listener.OnDisconnected(Reason.ConnectionLost, default);
            return;
        }

        if (_wallClock.HasStepped() && _peer is { ConnectionState: ConnectionState.Connected } && !_ended)
        {
            // What the library would send again it has stamped with another time.
            _ended = true;
            listener.OnDisconnected(Reason.Reconnect, default);
            return;
        }

        _manager.PollEvents();
    }

    public int PathBytes
    {
        get => _peer?.Mtu ?? Limits.ShortestPath;
        set
        {
            if (_peer is not null)
                LibraryPath.Set(_peer, value);
        }
    }

    public TimeSpan SilentFor => TimeSpan.FromMilliseconds(_peer?.TimeSinceLastPacket ?? 0);

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (_peer is not null)
            LibraryPath.Send(_peer, lane, message);
    }

    public void Update(TimeSpan elapsed) => _manager.ManualUpdate((float)elapsed.TotalMilliseconds);

    public void Close() => _peer?.Disconnect();

    public void Close(Reason reason)
    {
        var last = new PacketBuffer();
        MessageCodec.Encode(new Farewell(reason, ""), last);
        _peer?.Disconnect(last.Span.ToArray());
    }

    public void Dispose() => _manager.Stop();

    /// <summary>Reliable and in order is control; whatever else carries a control message makes it one of the wrong lane.</summary>
    private static Lane LaneOf(DeliveryMethod method) =>
        method == DeliveryMethod.ReliableOrdered ? Lane.Control : Lane.Stream;

    /// <summary>The key, and behind it the cookie that proves our address, once we have one.</summary>
    private void Request(ReadOnlySpan<byte> cookie)
    {
        var data = new NetDataWriter();
        data.Put(Limits.ConnectKey);
        data.Put(cookie.ToArray());
        _peer = _manager.Connect(_server, data);
    }

    private void OnConnected(NetPeer peer)
    {
        if (peer == _peer)
            _listener?.OnConnected();
    }

    private void OnMessage(NetPeer peer, Lane lane, ReadOnlyMemory<byte> message)
    {
        if (peer == _peer)
            _listener?.OnMessage(lane, message);
    }

    private void OnDisconnected(NetPeer peer, in DisconnectInfo info)
    {
        // A request that is refused at once is not ours yet.
        if (_ended || (peer != _peer && _peer is not null))
            return;

        var farewell = info.AdditionalData is { } data ? data.GetRemainingBytesMemory() : default;
        if (info.Reason == DisconnectReason.ConnectionRejected
            && farewell.Length == GateWire.CookieBytes
            && GateWire.EndsLikeCookie(farewell.Span)
            && _cookies++ < CookieLimit)
        {
            Request(farewell.Span);
            return;
        }

        _ended = true;
        _listener?.OnDisconnected(ReasonOf(info.Reason), farewell);
    }

    private static Reason ReasonOf(DisconnectReason reason) => reason switch
    {
        DisconnectReason.ConnectionFailed => Reason.Timeout,
        DisconnectReason.InvalidProtocol => Reason.WrongProtocol,
        DisconnectReason.ConnectionRejected => Reason.NotAllowed,
        DisconnectReason.DisconnectPeerCalled => Reason.Left,
        _ => Reason.ConnectionLost,
    };
}
