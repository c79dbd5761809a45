using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Net.WebSocket;

/// <summary>
/// One upgraded connection. The object is the handle: made for one connection, never used for another. Sending copies and
/// never waits; once the connection has ended it does nothing.
/// </summary>
public sealed class WebSocketConnection
{
    private readonly ByteStream _stream;
    private readonly WebSocketContext _context;
    private readonly MessageAssembler _fragments;
    private readonly LatestMessage _latest = new();
    private StreamWatch _watch;
    private TimeSpan _sincePing;
    private TimeSpan _sinceClose;
    private uint _pings;
    private readonly WebSocketEcho? _echo;
    private bool _isEchoing;

    internal WebSocketConnection(ByteStream stream, WebSocketContext context, string path, string query)
    {
        _stream = stream;
        _echo = stream.Echo as WebSocketEcho;
        _context = context;
        _fragments = new MessageAssembler(context.Options.MessageLimit);
        _watch = new StreamWatch(TimeSpan.FromSeconds(context.Options.SilenceSeconds), TimeSpan.FromSeconds(context.Options.BacklogSeconds));
        Path = path;
        Query = query;
    }

    /// <summary>Whoever the door has put behind this connection.</summary>
    public object? Owner { get; set; }

    /// <summary>As the request had it, up to the question mark.</summary>
    public string Path { get; }

    /// <summary>As the request had it, after the question mark; see <see cref="UrlText.ValueOf"/>.</summary>
    public string Query { get; }

    public IPEndPoint Remote => _stream.Remote;

    public bool IsLoopback => _stream.IsLoopback;

    /// <summary>Whether messages can come and go. False as soon as either side has begun to close.</summary>
    public bool IsOpen => State == WebSocketState.Open;

    /// <summary>Bytes that wait for the client to read.</summary>
    public int PendingBytes => _stream.PendingBytes;

    /// <summary>How it ended, once <see cref="IsOpen"/> is false: a code of <see cref="WebSocketCloseCode"/> or of the peer's own.</summary>
    public ushort EndCode { get; private set; } = WebSocketCloseCode.Abnormal;

    internal WebSocketState State { get; private set; }

    internal bool IsToldClosed { get; set; }

    /// <summary>
    /// Queues a whole message in one frame. False when the connection has ended, also because this message would pass the
    /// backlog limit: a client that far behind is dropped.
    /// </summary>
    /// <param name="payload">Any bytes; UTF-8 for text.</param>
    /// <param name="opcode">Binary or text.</param>
    public bool Send(ReadOnlySpan<byte> payload, WebSocketOpcode opcode = WebSocketOpcode.Binary)
    {
        if (!IsOpen || !_stream.IsOpen)
            return false;
        if (TryWrite(opcode, payload))
            return true;
        _context.Metrics.CountDrop(DropCause.QueueFull);
        Abort();
        return false;
    }

    /// <summary>
    /// Like <see cref="Send"/> for a message that a newer one replaces, such as a snapshot: while the client has not taken what
    /// earlier ticks sent it waits outside of the queue, and the next one takes its place. Later messages may overtake it.
    /// </summary>
    public void SendLatest(ReadOnlySpan<byte> payload)
    {
        if (!IsOpen)
            return;
        if (_latest.IsBehind(_stream))
        {
            _latest.Replace(payload);
            return;
        }

        _latest.Clear();
        Send(payload);
    }

    /// <summary>The game's own pings, where it has some, mean something from now on, and need not wait for a tick.</summary>
    public void AnswerPingsAtOnce() => _echo?.BeginWords();

    /// <summary>Says goodbye and gives the client a moment to say it too. Does nothing when either side has closed already.</summary>
    /// <param name="code">One that may be sent: 1000 to 1003, 1007 to 1014, 3000 to 4999.</param>
    /// <param name="reason">Cut to what a close frame holds.</param>
    public void Close(ushort code, string reason = "")
    {
        if (!WebSocketCloseCode.IsSendable(code))
            throw new ArgumentOutOfRangeException(nameof(code));
        if (!IsOpen)
            return;
        WriteClose(code, reason);
        EndCode = code;
        State = WebSocketState.Closing;
        _fragments.Clear();
    }

    /// <summary>Like <see cref="Close"/>, and waits for no answer: for those who are turned away, so that they take nobody's place.</summary>
    public void Dismiss(ushort code, string reason)
    {
        if (!IsOpen)
            return;
        WriteClose(code, reason);
        _stream.Close();
        End(code);
    }

    /// <summary>Ends the connection at once, without a word.</summary>
    public void Abort()
    {
        if (State == WebSocketState.Ended)
            return;
        _stream.Abort();
        End(IsOpen ? WebSocketCloseCode.Abnormal : EndCode);
    }

    /// <summary>Takes in what arrived, and notices who is silent, stuck or late.</summary>
    internal void Receive(TimeSpan elapsed)
    {
        var hasMore = true;
        for (var frames = 0; hasMore && frames < _context.Options.FramesPerTick; frames++)
            hasMore = State != WebSocketState.Ended && TryTakeFrame();
        if (State == WebSocketState.Ended)
            return;
        if (!hasMore && !_stream.IsOpen)
            Abort();
        else if (State == WebSocketState.Closing)
            WaitForClose(elapsed);
        else
            Watch(elapsed);
    }

    /// <summary>Just before a flush: what waited for the client gets its turn, when the client has taken what came before.</summary>
    internal void Update()
    {
        if (!_isEchoing && IsOpen && _stream.SentBytes != 0)
        {
            // The answer to the upgrade is the first that a client gets.
            _isEchoing = true;
            _echo?.Begin();
        }

        if (IsOpen && _latest.Waits && !_latest.IsBehind(_stream))
        {
            Send(_latest.Bytes);
            _latest.Clear();
        }

        _latest.MarkFlush(_stream);
    }

    private bool TryTakeFrame()
    {
        var received = _stream.Received;
        if (!FrameHead.TryRead(received, _context.Options.MessageLimit, out var head, out var fault))
        {
            if (fault != 0)
                Fail(fault);
            return false;
        }

        var length = head.HeadLength + head.PayloadLength;
        if (received.Length < length)
            return false;
        var payload = _context.Scratch.AsSpan(0, head.PayloadLength);
        Masking.Apply(received[head.HeadLength..length], payload, head.Mask);
        _stream.Consume(length);
        if (head.IsControl)
            TakeControl(head.Opcode, payload);
        else if (IsOpen)
            TakeData(head, payload);
        return true;
    }

    private void TakeControl(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (opcode == WebSocketOpcode.Close)
        {
            TakeClose(payload);
        }
        else if (opcode == WebSocketOpcode.Ping && IsOpen && !TryWrite(WebSocketOpcode.Pong, payload))
        {
            _context.Metrics.CountDrop(DropCause.QueueFull);
            Abort();
        }
    }

    private void TakeClose(ReadOnlySpan<byte> payload)
    {
        var code = CloseFrame.Read(payload, out var isValid);
        if (!isValid)
        {
            Fail(code);
            return;
        }

        if (IsOpen)
        {
            WriteClose(code, "");
            EndCode = code;
        }

        _stream.Close();
        End(EndCode);
    }

    private void TakeData(in FrameHead head, ReadOnlySpan<byte> payload)
    {
        var fault = _fragments.Take(head, payload, _context.Scratch, out var opcode, out var message);
        if (fault != 0)
            Fail(fault);
        else if (opcode != WebSocketOpcode.Continuation)
            _context.Handler.OnMessage(this, opcode, message);
    }

    private void Watch(TimeSpan elapsed)
    {
        var health = _watch.Look(_stream, elapsed);
        if (health != StreamHealth.Fine)
        {
            _context.Metrics.CountDrop(health == StreamHealth.Silent ? DropCause.Timeout : DropCause.QueueFull);
            Abort();
            return;
        }

        _sincePing += elapsed;
        if (_sincePing.TotalSeconds < _context.Options.PingSeconds)
            return;
        _sincePing = TimeSpan.Zero;
        Span<byte> number = stackalloc byte[sizeof(uint)];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(number, ++_pings);
        TryWrite(WebSocketOpcode.Ping, number);
    }

    private void WaitForClose(TimeSpan elapsed)
    {
        _sinceClose += elapsed;
        if (_sinceClose.TotalSeconds < _context.Options.CloseSeconds)
            return;
        _stream.Close();
        End(EndCode);
    }

    private void Fail(ushort code)
    {
        _context.Metrics.CountDrop(code == WebSocketCloseCode.MessageTooBig ? DropCause.TooLong : DropCause.Malformed);
        if (IsOpen)
            WriteClose(code, "");
        _stream.Close();
        End(IsOpen ? code : EndCode);
    }

    private void End(ushort code)
    {
        EndCode = code;
        State = WebSocketState.Ended;
        _latest.Clear();
        _fragments.Clear();
    }

    private void WriteClose(ushort code, string reason)
    {
        _echo?.Stop();
        Span<byte> payload = stackalloc byte[FrameHead.ControlPayloadLimit];
        TryWrite(WebSocketOpcode.Close, payload[..CloseFrame.Write(payload, code, reason)]);
    }

    private bool TryWrite(WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        Span<byte> head = stackalloc byte[FrameHead.WrittenLimit];
        return _stream.TrySend(head[..FrameHead.Write(head, opcode, payload.Length)], payload);
    }
}
