using System.Net;
using System.Net.WebSockets;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;

namespace Ecs.Server.Doors.Native.Web;

/// <summary>
/// Native messages over WebSockets that somebody else accepts (docs/protocol.md): a frame is a byte for the lane and one message. The tick's
/// thread touches queues in memory only; the sockets have threads of their own.
/// </summary>
internal sealed class WebCarrier : ICarrier
{
    /// <summary>How long control messages may wait for a client that takes nothing.</summary>
    public static readonly TimeSpan StuckLimit = TimeSpan.FromSeconds(5);

    private readonly ServerMetrics _metrics;
    private readonly WebPump _pump = new();
    private readonly Lock _gate = new();
    private readonly List<WebPeer> _peers = [];
    private readonly List<WebLink> _named = [];
    private readonly List<WebPeer> _sending = [];
    private List<WebPeer> _arrived = [];
    private List<WebPeer> _arriving = [];
    private int _arrivals;
    private long _packetsIn;
    private long _bytesIn;
    private bool _isDisposed;

    /// <param name="label">As the ready line has it.</param>
    /// <param name="silence">After so long without a word, or an answer, a client counts as lost.</param>
    /// <param name="metrics">Counts messages and what was dropped.</param>
    public WebCarrier(string label, TimeSpan silence, ServerMetrics metrics)
    {
        Label = label;
        Silence = silence;
        _metrics = metrics;
    }

    public string Label { get; }

    public TimeSpan Silence { get; }

    /// <summary>Stream messages of one tick belong together.</summary>
    public long Tick { get; private set; } = 1;

    public int PeerCount
    {
        get
        {
            var count = Volatile.Read(ref _arrivals);
            foreach (var peer in _peers)
                count += peer is { IsClosing: true, Link.HasToldEnd: true } ? 0 : 1;

            return count;
        }
    }

    /// <summary>Any thread: serves a client until its connection ends; never throws.</summary>
    /// <param name="socket">Open; the caller disposes of it.</param>
    /// <param name="abort">Ends the connection below the socket at once, from any thread: a socket's own abort lets a read wait on.</param>
    /// <param name="remote">Who it is.</param>
    /// <param name="isLocal">Whether they are on this machine.</param>
    /// <param name="subprotocol">What was agreed on, or null.</param>
    public Task ServeAsync(WebSocket socket, Action abort, IPEndPoint remote, bool isLocal, string? subprotocol)
    {
        var link = new WebLink(socket, abort, _pump, _metrics);
        var peer = new WebPeer(this, link, remote, isLocal, WebSubprotocol.KeyOf(subprotocol));
        lock (_gate)
        {
            if (_isDisposed)
                return Task.CompletedTask;
            _arrived.Add(peer);
            Volatile.Write(ref _arrivals, _arrived.Count);
        }

        return link.HearAsync();
    }

    public void Receive(TimeSpan elapsed, IPeerListener listener)
    {
        Welcome(listener);
        for (var index = 0; index < _peers.Count; index++)
        {
            var peer = _peers[index];
            peer.Receive(listener);
            if (!peer.Link.HasEnded || (!peer.IsClosing && !peer.Link.Inbox.IsEmpty))
                continue;
            _peers[index--] = _peers[^1];
            _peers.RemoveAt(_peers.Count - 1);
            if (!peer.IsClosing)
                listener.OnDisconnected(peer, peer.Link.HasLeft ? Reason.Left : Reason.ConnectionLost);
        }

        _metrics.CountIn(_packetsIn, _bytesIn);
        (_packetsIn, _bytesIn) = (0, 0);
    }

    public void Update(TimeSpan elapsed)
    {
        foreach (var peer in _peers)
            peer.Watch(elapsed);
        foreach (var peer in _sending)
        {
            peer.IsNamed = false;
            _named.Add(peer.Link);
        }

        _sending.Clear();
        _pump.Name(_named);
        Tick++;
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
            _peers.AddRange(_arrived);
        }

        foreach (var peer in _peers)
            peer.Link.Abort();
        _pump.Dispose();
    }

    /// <summary>It has something to send at the end of this tick.</summary>
    internal void Name(WebPeer peer)
    {
        if (peer.IsNamed)
            return;
        peer.IsNamed = true;
        _sending.Add(peer);
    }

    internal void CountIn(int bytes)
    {
        _packetsIn++;
        _bytesIn += bytes;
    }

    internal void CountDrop(DropCause cause) => _metrics.CountDrop(cause);

    /// <summary>Those who have come since the last tick; who may not stay hears why.</summary>
    private void Welcome(IPeerListener listener)
    {
        if (Volatile.Read(ref _arrivals) == 0)
            return;
        lock (_gate)
        {
            (_arrived, _arriving) = (_arriving, _arrived);
            Volatile.Write(ref _arrivals, 0);
        }

        foreach (var peer in _arriving)
        {
            _peers.Add(peer);
            var refusal = listener.Judge(peer.ConnectKey);
            if (refusal == Reason.None)
                listener.OnConnected(peer);
            else
                peer.Close(Farewells.OfRefusal(refusal, peer.ConnectKey));
        }

        _arriving.Clear();
    }
}
