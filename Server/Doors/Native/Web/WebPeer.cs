using System.Buffers.Binary;
using System.Diagnostics;
using System.Net;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Rooms;

namespace Ecs.Server.Doors.Native.Web;

/// <summary>A connection of the web carrier as the tick's thread sees it.</summary>
internal sealed class WebPeer : Peer
{
    /// <summary>Messages that one tick hears of one client: what an honest one says in half a second.</summary>
    private const int MessagesPerTick = 40;

    /// <summary>Shares of the mean round trip: the newest is one of so many.</summary>
    private const int Smoothing = 4;

    private static readonly TimeSpan PingInterval = TimeSpan.FromSeconds(1);

    private readonly WebCarrier _carrier;
    private readonly List<(uint Ping, Delivery Delivery)> _deliveries = [];
    private TimeSpan _silent;
    private TimeSpan _sincePing;
    private TimeSpan _unanswered;
    private TimeSpan _stuck;
    private TimeSpan _closing;
    private uint _ping;
    private uint _echo;
    private long _heardAt;
    private long _pingedAt;
    private long _sends;
    private long _bytesIn;
    private long _bytesOut;
    private long _packetsOut;
    private int _roundTrip = -1;
    private bool _isDropped;

    public WebPeer(WebCarrier carrier, WebLink link, IPEndPoint remote, bool isLocal, string connectKey)
    {
        _carrier = carrier;
        Link = link;
        Source = AddressKey.Plain(remote.Address);
        IsLoopback = isLocal;
        Address = new IPEndPoint(Source, remote.Port).ToString();
        ConnectKey = connectKey;
    }

    public WebLink Link { get; }

    /// <summary>What its client presented, as <see cref="IPeerListener.Judge"/> wants it.</summary>
    public string ConnectKey { get; }

    public override IPAddress Source { get; }

    public override bool IsLoopback { get; }

    public override string Address { get; }

    public override TimeSpan SilentFor => _silent;

    public override int RoundTripMilliseconds => Math.Max(0, _roundTrip);

    public override int Unacknowledged => Link.Outbox.Waiting;

    /// <summary>Counted when it was handed over; what a newer snapshot has replaced is lost to the client.</summary>
    public override PeerTraffic Traffic => new(_bytesIn, _bytesOut, _packetsOut, Link.Outbox.Replaced);

    /// <summary>Whether this side has ended it.</summary>
    public bool IsClosing { get; private set; }

    /// <summary>Whether it is named to the pump already.</summary>
    public bool IsNamed { get; set; }

    public override void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (IsClosing || _isDropped || Link.HasEnded)
            return;
        if (lane == Lane.Stream)
            Link.Outbox.Replace(WebLane.Stream, message, _carrier.Tick);
        else if (!Link.Outbox.TryAdd(WebLane.Control, message))
            Drop(DropCause.QueueFull);
        Count(message.Length);
    }

    /// <summary>Whoever answers a ping has all that was sent before it.</summary>
    public override void Send(ReadOnlySpan<byte> message, Delivery delivery)
    {
        Send(Lane.Control, message);
        _deliveries.Add((_ping + 1, delivery));
    }

    public override void Close(ReadOnlySpan<byte> farewell)
    {
        if (IsClosing)
            return;
        Link.Outbox.TryAdd(WebLane.Control, farewell);
        IsClosing = true;
        Link.Close();
        Count(farewell.Length);
    }

    /// <summary>Hands over what it said, no more than a tick's share.</summary>
    public void Receive(IPeerListener listener)
    {
        for (var messages = 0; messages < MessagesPerTick && !IsClosing && Link.Inbox.TryTake(out var message); messages++)
        {
            _bytesIn += message.Length;
            _carrier.CountIn(message.Length);
            Hear(listener, message);
        }
    }

    /// <summary>A tick's time has passed: asks whether it is there, and ends it when it is not, or takes nothing in.</summary>
    public void Watch(TimeSpan elapsed)
    {
        if (IsClosing)
        {
            if ((_closing += elapsed) > DoorContext.StopPatience)
                Link.Abort();
            return;
        }

        if (_isDropped)
            return;
        _silent = Link.HeardAt == _heardAt ? _silent + elapsed : TimeSpan.Zero;
        _heardAt = Link.HeardAt;
        _sincePing += elapsed;
        _unanswered = _echo == _ping ? TimeSpan.Zero : _unanswered + elapsed;
        var sends = Link.Sends;
        _stuck = sends == _sends && Link.Outbox.Waiting > 0 ? _stuck + elapsed : TimeSpan.Zero;
        _sends = sends;
        if (_unanswered > _carrier.Silence || SilentFor > _carrier.Silence)
            Drop(DropCause.Timeout);
        else if (_stuck > WebCarrier.StuckLimit)
            Drop(DropCause.QueueFull);
        else if (_sincePing >= PingInterval && _echo == _ping)
            Ping();
    }

    private void Hear(IPeerListener listener, ReadOnlyMemory<byte> frame)
    {
        var lane = frame.Length == 0 ? byte.MaxValue : frame.Span[0];
        if (lane == WebLane.Ping && frame.Length == WebLane.PingBytes)
            TakeEcho(BinaryPrimitives.ReadUInt32LittleEndian(frame.Span[1..]));
        else if (lane is WebLane.Control or WebLane.Stream)
            listener.OnMessage(this, (Lane)lane, frame[1..]);
        else
            listener.OnMessage(this, Lane.Control, default);
    }

    private void Ping()
    {
        Span<byte> number = stackalloc byte[sizeof(uint)];
        BinaryPrimitives.WriteUInt32LittleEndian(number, ++_ping);
        _sincePing = TimeSpan.Zero;
        _pingedAt = Stopwatch.GetTimestamp();
        if (Link.Outbox.TryAdd(WebLane.Ping, number))
            Count(number.Length);
    }

    private void TakeEcho(uint number)
    {
        if (number != _ping || _echo == _ping)
            return;
        _echo = number;
        var took = (int)Math.Clamp(Stopwatch.GetElapsedTime(_pingedAt, Link.EchoedAt).TotalMilliseconds, 0, int.MaxValue);
        _roundTrip = _roundTrip < 0 ? took : ((_roundTrip * (Smoothing - 1)) + took) / Smoothing;
        for (var index = _deliveries.Count - 1; index >= 0; index--)
        {
            if (_deliveries[index].Ping > number)
                continue;
            _deliveries[index].Delivery.IsDone = true;
            _deliveries.RemoveAt(index);
        }
    }

    private void Drop(DropCause cause)
    {
        _isDropped = true;
        _carrier.CountDrop(cause);
        Link.Abort();
    }

    /// <summary>With the lane before it, as UDP has the library's head.</summary>
    private void Count(int bytes)
    {
        _packetsOut++;
        _bytesOut += bytes + 1;
        _carrier.Name(this);
    }
}
