using System.Net;
using System.Net.Sockets;
using Ecs.Server.Guards;
using Ecs.Server.Net.Proxies;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// A TCP connection between two threads: the tick's has the verbs of <see cref="ByteStream"/>, the pump's has the socket, and
/// two queues are all that they share.
/// </summary>
internal sealed class SocketStream : ByteStream
{
    /// <summary>Bytes that wait for the tick beside its window; then TCP slows the client down.</summary>
    private const int ArrivedLimit = 32 * 1024;

    private readonly ByteWindow _window = new(ReceiveLimit);
    private readonly SegmentQueue _arrived;
    private readonly SegmentQueue _queued;
    private readonly SocketStreamListener _listener;
    private readonly Socket _socket;
    private readonly AddressCounts _addresses;
    private readonly Lock _claim = new();
    private IPAddress? _countedAs;
    private bool _isUncounted;
    private byte[]? _greeting;
    private int _greetingBytes;
    private long _greetingUntil;
    private volatile IPEndPoint _remote;
    private volatile StreamWish _wish;
    private volatile bool _isEndedByPeer;
    private long _stuckSince;
    private long _stuckAt = -1;
    private bool _isShutDown;
    private readonly StreamAnswers _answers = new();
    private readonly byte[] _held;
    private readonly int _handle;
    private int _heldLength;
    private long _boundary;

    /// <param name="listener">Whose shelves and figures it shares.</param>
    /// <param name="socket">Is given back with the stream.</param>
    /// <param name="remote">The other end.</param>
    /// <param name="addresses">Counts people.</param>
    /// <param name="isCounted">Whether <paramref name="remote"/> has been counted; a proxy is not, whom it speaks for will be.</param>
    /// <param name="echo">Answers pings of the stream; null where everything waits for the tick.</param>
    public SocketStream(
        SocketStreamListener listener, Socket socket, IPEndPoint remote, AddressCounts addresses, bool isCounted, IStreamEcho? echo)
    {
        Echo = echo;
        _held = echo is null ? [] : new byte[echo.HeldLimit];
        _handle = (int)socket.Handle;
        _addresses = addresses;
        _countedAs = isCounted ? remote.Address : null;
        _listener = listener;
        _socket = socket;
        _arrived = new SegmentQueue(listener.Arriving);
        _queued = new SegmentQueue(listener.Leaving);
        _remote = remote;
    }

    public override IStreamEcho? Echo { get; }

    public override IPEndPoint Remote => _remote;

    public override bool IsOpen => _wish == StreamWish.None && !(_isEndedByPeer && _arrived.Count == 0);

    public override ReadOnlySpan<byte> Received
    {
        get
        {
            var count = _wish == StreamWish.None ? Math.Min(_arrived.Count, _window.Room) : 0;
            if (count != 0)
            {
                _arrived.Peek(_window.Extend(count));
                _arrived.Skip(count);
            }

            return _window.Bytes;
        }
    }

    public override int PendingBytes => _queued.Count;

    public override long ReceivedBytes => _arrived.Written;

    public override long SentBytes => _queued.Read;

    /// <summary>Pump: the socket is given back, nothing will happen any more.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Pump: the handle to watch for something to read; -1 while nothing would be read anyway.</summary>
    public int WatchedHandle => IsReading && ArrivedLimit - _arrived.Count > _heldLength ? _handle : -1;

    /// <summary>Pump: whether an answer waits that no tick will let out.</summary>
    public bool HasAnswers => !_answers.IsEmpty;

    /// <summary>Pump: whether all is said and only the other side's end is waited for.</summary>
    public bool IsLingering => _isShutDown;

    /// <summary>Pump: whether a proxy has yet to say for whom it came; nobody else knows the stream until then.</summary>
    public bool IsGreeting => _greeting is not null;

    public override bool TryIdentify(IPEndPoint person)
    {
        lock (_claim)
        {
            _remote = person;
            if (_isUncounted || _countedAs is not null)
                return true;
            if (!_addresses.TryAdd(person.Address))
                return false;
            _countedAs = person.Address;
            return true;
        }
    }

    /// <summary>Pump: the connection has ended, its person has one less. Whoever is identified after that is not counted any more.</summary>
    public void Uncount()
    {
        lock (_claim)
        {
            if (_countedAs is { } address)
                _addresses.Remove(address);
            _countedAs = null;
            _isUncounted = true;
        }
    }

    /// <summary>Pump: the other side is a proxy, which speaks first.</summary>
    /// <param name="until">A time stamp.</param>
    public void AwaitGreeting(long until)
    {
        _greeting = new byte[ProxyHead.LengthLimit];
        _greetingUntil = until;
    }

    /// <summary>Pump: takes in what the proxy says first. Whatever came behind it is the client's.</summary>
    public ProxyGreeting PumpGreeting(long now, SocketStreamOptions options)
    {
        var count = _socket.Receive(_greeting.AsSpan(_greetingBytes), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return now < _greetingUntil ? ProxyGreeting.Awaited : ProxyGreeting.Late;
        if (error != SocketError.Success || count <= 0)
            return _greetingBytes == 0 ? ProxyGreeting.Gone : ProxyGreeting.Faulty;
        _greetingBytes += count;
        ReadOnlySpan<byte> said = _greeting.AsSpan(0, _greetingBytes);
        var step = ProxyHead.Read(said, out var length, out var person);
        if (step == ProxyHeadStep.NeedsMore)
            return now < _greetingUntil ? ProxyGreeting.Awaited : ProxyGreeting.Late;
        if (step == ProxyHeadStep.Faulty || (step == ProxyHeadStep.Absent && options.RequiresProxyHead))
            return ProxyGreeting.Faulty;
        var rest = _greeting.AsSpan(length.._greetingBytes);
        _greeting = null;
        if (!rest.IsEmpty)
            HandOn(rest);
        person ??= Remote;

        // What a proxy of HTTP says comes with the request: until then nobody is counted.
        if (!options.RequiresProxyHead && options.Proxies.Contains(person.Address))
            _remote = person;
        else if (!TryIdentify(person))
            return ProxyGreeting.OverLimit;
        return ProxyGreeting.Heard;
    }

    public override void Consume(int count) => _window.Consume(count);

    public override bool TrySend(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        if (_wish != StreamWish.None || _queued.Count + head.Length + body.Length > BacklogLimit)
            return false;
        _queued.Write(head, body);
        _listener.HasWork = true;
        return true;
    }

    public override void Close() => Wish(StreamWish.Close);

    public override void Abort() => Wish(StreamWish.Abort);

    private bool IsReading => !_isEndedByPeer && !IsDone && _wish == StreamWish.None;

    /// <summary>Pump: takes in what the socket has, at most as much as there is room for; gives the bytes.</summary>
    public int PumpIn(Span<byte> scratch)
    {
        if (!IsReading)
            return 0;
        var room = Math.Min(ArrivedLimit - _arrived.Count, scratch.Length) - _heldLength;
        if (room <= 0)
            return 0;
        var count = _socket.Receive(scratch.Slice(_heldLength, room), SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return 0;
        if (count > 0 && error == SocketError.Success)
        {
            HandOn(scratch[..(_heldLength + count)]);
            return count;
        }

        if (error != SocketError.Success)
            Fail(error);
        _isEndedByPeer = true;
        return 0;
    }

    /// <summary>Pump: hands to the socket what is queued, in one piece unless that is very long; gives the bytes.</summary>
    public int PumpOut(Span<byte> scratch)
    {
        if (IsDone || (_queued.Count == 0 && _answers.IsEmpty))
            return 0;

        // An answer goes out between two messages only, and before those that are queued later: so it comes behind no farewell.
        var isBetween = _queued.Read == _boundary;
        if (isBetween)
            _boundary = _queued.Written;
        var answers = isBetween ? _answers.Peek(scratch) : 0;
        var queued = (int)Math.Min(_boundary - _queued.Read, scratch.Length - answers);
        var wanted = answers + _queued.Peek(scratch.Slice(answers, queued));
        var count = _socket.Send(scratch[..wanted], SocketFlags.None, out var error);
        if (error == SocketError.WouldBlock)
            return 0;
        if (error != SocketError.Success)
        {
            Fail(error);
            return 0;
        }

        var answered = Math.Min(count, answers);
        _answers.Skip(answered);
        _queued.Skip(count - answered);
        return count;
    }

    /// <summary>Pump: does what the tick's thread wants to become of the connection, as far as it can be done now.</summary>
    /// <param name="now">A time stamp.</param>
    /// <param name="patience">Time stamps to wait for a client that neither reads nor leaves.</param>
    /// <param name="scratch">For what nobody reads any more.</param>
    public void PumpEnd(long now, long patience, Span<byte> scratch)
    {
        var wish = _wish;
        if (IsDone || wish == StreamWish.None)
            return;
        if (wish == StreamWish.Abort)
        {
            Destroy(resets: true);
            return;
        }

        if (_queued.Read != _stuckAt)
            (_stuckAt, _stuckSince) = (_queued.Read, now);
        if (_queued.Count == 0 && _answers.IsEmpty && !_isShutDown)
            ShutDown(now);

        // What is left unread when a socket goes makes the kernel reset the connection, and the other side lose our last words.
        if (_isShutDown && IsReadToTheEnd(scratch))
            Destroy(resets: false);
        else if (now - _stuckSince > patience)
            Destroy(resets: true);
    }

    /// <summary>Pump: gives the socket back.</summary>
    /// <param name="resets">Whether the other side is to hear of it at once, whatever it has not read.</param>
    public void Destroy(bool resets)
    {
        if (IsDone)
            return;
        IsDone = true;
        try
        {
            if (resets)
                _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        }
        catch (SocketException)
        {
            // The system has forgotten the connection already: there is nobody to reset.
        }

        _socket.Dispose();
        _isEndedByPeer = true;
    }

    /// <summary>Pump: ends what is still there when the listener does; says first that nothing more will come.</summary>
    /// <param name="scratch">For what nobody reads any more: unread, it would make the kernel reset the connection.</param>
    public void Leave(Span<byte> scratch)
    {
        if (IsDone)
            return;
        if (!_isShutDown)
            ShutDown(0);
        _socket.Receive(scratch, SocketFlags.None, out _);
        Destroy(resets: false);
    }

    /// <summary>Gives to the tick's thread what was received, but for what the echo still holds.</summary>
    /// <param name="bytes">Room for what is held, and behind it what has come.</param>
    private void HandOn(Span<byte> bytes)
    {
        if (Echo is null)
        {
            _arrived.Write(bytes, []);
            return;
        }

        _held.AsSpan(0, _heldLength).CopyTo(bytes);
        var seen = Echo.Look(bytes, _answers);
        _heldLength = bytes.Length - seen;
        bytes[seen..].CopyTo(_held);
        _arrived.Write(bytes[..seen], []);
    }

    private void Wish(StreamWish wish)
    {
        if (wish <= _wish)
            return;
        _wish = wish;
        _listener.HasWork = true;
    }

    private void ShutDown(long now)
    {
        _isShutDown = true;
        _stuckSince = now;
        try
        {
            _socket.Shutdown(SocketShutdown.Send);
        }
        catch (SocketException)
        {
            // The other side was quicker; reading tells.
        }
    }

    private bool IsReadToTheEnd(Span<byte> scratch)
    {
        var count = _socket.Receive(scratch, SocketFlags.None, out var error);
        return count == 0 && error != SocketError.WouldBlock;
    }

    /// <summary>The connection is broken; what it had received can still be read.</summary>
    private void Fail(SocketError error)
    {
        _listener.CountFault(error);
        Destroy(resets: false);
    }
}
