using System.Net;
using System.Net.Sockets;
using Ecs.Protocol;
using LiteNetLib;

namespace Ecs.Client;

/// <summary>
/// The native carrier: LiteNetLib in manual mode, so that everything happens on the thread that updates the client.
/// </summary>
public sealed class UdpTransport : IClientTransport
{
    private readonly EventBasedNetListener _events = new();
    private readonly NetManager _manager;
    private readonly IPEndPoint _server;
    private ITransportListener? _listener;
    private NetPeer? _peer;
    private bool _ended;

    /// <param name="server">Where the server listens.</param>
    public UdpTransport(IPEndPoint server)
        : this(server, static listener => new NetManager(listener))
    {
    }

    /// <summary>Over a transport whose sockets and clock the caller has chosen.</summary>
    internal UdpTransport(IPEndPoint server, Func<INetEventListener, NetManager> managers)
    {
        ArgumentNullException.ThrowIfNull(server);
        _server = server;
        NetDebug.Logger ??= new SilentNetLog();
        _manager = managers(_events);

        // The listener copies what it keeps before it returns.
        _manager.AutoRecycle = true;
        _manager.IPv6Enabled = server.AddressFamily == AddressFamily.InterNetworkV6;
        _manager.DisconnectOnUnreachable = true;
        _events.PeerConnectedEvent += _ => _listener?.OnConnected();
        _events.PeerDisconnectedEvent += (_, info) => OnDisconnected(in info);
        _events.NetworkReceiveEvent += (_, reader, _, method) =>
            _listener?.OnMessage(LaneOf(method), reader.GetRemainingBytesMemory());
    }

    /// <summary>Milliseconds to the server and back, as the transport measured; 0 before it did.</summary>
    public int RoundTripMilliseconds => _peer?.RoundTripTime ?? 0;

    public void Connect()
    {
        if (_manager.StartInManualMode(0))
        {
            _peer = _manager.Connect(_server, Limits.ConnectKey);
        }
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

        _manager.PollEvents();
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message) =>
        _peer?.Send(message, lane == Lane.Stream ? DeliveryMethod.Unreliable : DeliveryMethod.ReliableOrdered);

    public void Update(TimeSpan elapsed) => _manager.ManualUpdate((float)elapsed.TotalMilliseconds);

    public void Close() => _peer?.Disconnect();

    public void Dispose() => _manager.Stop();

    /// <summary>Reliable and in order is control; whatever else carries a control message makes it one of the wrong lane.</summary>
    private static Lane LaneOf(DeliveryMethod method) =>
        method == DeliveryMethod.ReliableOrdered ? Lane.Control : Lane.Stream;

    private void OnDisconnected(in DisconnectInfo info)
    {
        if (!_ended)
        {
            _ended = true;
            var farewell = info.AdditionalData is { } data ? data.GetRemainingBytesMemory() : default;
            _listener?.OnDisconnected(ReasonOf(info.Reason), farewell);
        }
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
