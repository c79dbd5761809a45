using System.Buffers;
using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Net.WebSockets;
using System.Runtime.CompilerServices;
using Ecs.Server.Metrics;

namespace Ecs.Server.Doors.Native.Web;

/// <summary>
/// The socket behind one client, with what waits on its way in and out. Reading is an asynchronous loop of the sockets' own threads, writing
/// begins on the pump's; the tick's thread looks at the queues and asks for the end, and never touches the socket.
/// </summary>
internal sealed class WebLink
{
    private const int FirstBytes = 1_024;

    /// <summary>Reads that one message may take; the rest is a client that feeds it in crumbs.</summary>
    private const int PiecesLimit = 64;

    /// <summary>How long the reader waits for the tick when there is no room: some ticks.</summary>
    private static readonly TimeSpan Breath = TimeSpan.FromMilliseconds(20);

    private readonly WebSocket _socket;
    private readonly Action _abort;
    private readonly WebPump _pump;
    private readonly ServerMetrics _metrics;
    private readonly Action _onSent;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _sending;
    private volatile bool _isSending;
    private volatile bool _isBroken;
    private volatile bool _closes;
    private volatile bool _aborts;
    private volatile bool _hasEnded;
    private volatile bool _hasToldEnd;
    private bool _isClosing;
    private long _sends;
    private long _heardAt = Stopwatch.GetTimestamp();
    private long _echoedAt;

    /// <param name="socket">Open.</param>
    /// <param name="abort">Ends the connection below it.</param>
    /// <param name="pump">Begins sends.</param>
    /// <param name="metrics">Counts frames and what was refused.</param>
    public WebLink(WebSocket socket, Action abort, WebPump pump, ServerMetrics metrics)
    {
        _socket = socket;
        _abort = abort;
        _pump = pump;
        _metrics = metrics;
        _onSent = OnSent;
    }

    public WebInbox Inbox { get; } = new();

    public WebOutbox Outbox { get; } = new();

    /// <summary>Sends that have ended: a reader that stops lets this stand still.</summary>
    public long Sends => Volatile.Read(ref _sends);

    /// <summary>When the client last said something, by <see cref="Stopwatch"/>.</summary>
    public long HeardAt => Volatile.Read(ref _heardAt);

    /// <summary>When the last answer to a ping came in.</summary>
    public long EchoedAt => Volatile.Read(ref _echoedAt);

    /// <summary>Nothing more will come in.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether the client has said goodbye, once it has ended.</summary>
    public bool HasLeft { get; private set; }

    /// <summary>Everything was sent, the end included; or it never will be.</summary>
    public bool HasToldEnd => _hasToldEnd || _hasEnded || _isBroken;

    /// <summary>Hears the client until either side ends the connection; never throws.</summary>
    public async Task HearAsync()
    {
        var buffer = ArrayPool<byte>.Shared.Rent(FirstBytes);
        try
        {
            var status = WebSocketCloseStatus.NormalClosure;
            (status, buffer) = await ReadAsync(buffer).ConfigureAwait(false);
            await SayEndAsync(status).ConfigureAwait(false);
        }
        catch (Exception loss) when (IsLoss(loss))
        {
            // The connection is gone; that is all there is to know.
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            _isBroken = true;
            _hasEnded = true;
        }
    }

    /// <summary>The tick's thread: nothing is added to the outbox any more, and what is in it ends with a close frame.</summary>
    public void Close() => _closes = true;

    /// <summary>The tick's thread: the connection ends without a word.</summary>
    public void Abort()
    {
        _aborts = true;
        _isBroken = true;
        _pump.Name(this);
    }

    /// <summary>The pump's thread: begins what there is to send.</summary>
    public void Pump()
    {
        if (_aborts)
        {
            _abort();
            return;
        }

        if (_isSending || _isBroken)
            return;
        if (TrySendAll() && _closes && !_isClosing)
        {
            _isClosing = true;
            _ = CloseAsync();
        }
    }

    /// <summary>False when the last one has not ended, or failed: whoever ends it names the link again.</summary>
    private bool TrySendAll()
    {
        long frames = 0;
        long bytes = 0;
        var hasSent = true;
        while (hasSent && Outbox.TryTake(out var frame))
        {
            frames++;
            bytes += frame.Length;
            hasSent = TrySend(frame);
        }

        _metrics.CountOut(frames, bytes);
        return hasSent;
    }

    /// <summary>False when it has not ended, or failed.</summary>
    [SuppressMessage("Reliability", "CA2012", Justification = "Its result is asked for once: here, or where it has ended.")]
    private bool TrySend(ReadOnlyMemory<byte> frame)
    {
        try
        {
            _sending = _socket.SendAsync(frame, WebSocketMessageType.Binary, endOfMessage: true, CancellationToken.None).ConfigureAwait(false).GetAwaiter();
            if (_sending.IsCompleted)
            {
                _sending.GetResult();
                Volatile.Write(ref _sends, _sends + 1);
                return true;
            }

            _isSending = true;
            _sending.UnsafeOnCompleted(_onSent);
        }
        catch (Exception loss) when (IsLoss(loss))
        {
            _isBroken = true;
        }

        return false;
    }

    private void OnSent()
    {
        try
        {
            _sending.GetResult();
            Volatile.Write(ref _sends, _sends + 1);
        }
        catch (Exception loss) when (IsLoss(loss))
        {
            _isBroken = true;
        }

        _isSending = false;
        _pump.Name(this);
    }

    private async Task CloseAsync()
    {
        try
        {
            await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None).ConfigureAwait(false);
        }
        catch (Exception loss) when (IsLoss(loss))
        {
            _isBroken = true;
        }

        _hasToldEnd = true;
    }

    private async Task<(WebSocketCloseStatus Status, byte[] Buffer)> ReadAsync(byte[] buffer)
    {
        var length = 0;
        var pieces = 0;
        while (true)
        {
            if (length == buffer.Length)
                buffer = Grow(buffer);
            var read = await _socket.ReceiveAsync(buffer.AsMemory(length), CancellationToken.None).ConfigureAwait(false);
            if (read.MessageType == WebSocketMessageType.Close)
            {
                HasLeft = true;
                return (WebSocketCloseStatus.NormalClosure, buffer);
            }

            length += read.Count;
            if (read.MessageType == WebSocketMessageType.Text)
                return (Refuse(DropCause.Malformed, WebSocketCloseStatus.InvalidMessageType), buffer);
            if (length > WebLane.FrameLimit || ++pieces > PiecesLimit)
                return (Refuse(DropCause.TooLong, WebSocketCloseStatus.MessageTooBig), buffer);
            if (!read.EndOfMessage)
                continue;
            await TakeAsync(buffer.AsMemory(0, length)).ConfigureAwait(false);
            (length, pieces) = (0, 0);
        }
    }

    private async ValueTask TakeAsync(ReadOnlyMemory<byte> message)
    {
        var now = Stopwatch.GetTimestamp();
        Volatile.Write(ref _heardAt, now);
        if (message.Length == WebLane.PingBytes && message.Span[0] == WebLane.Ping)
            Volatile.Write(ref _echoedAt, now);
        while (!Inbox.TryAdd(message.Span) && !_isBroken)
            await Task.Delay(Breath).ConfigureAwait(false);
    }

    private WebSocketCloseStatus Refuse(DropCause cause, WebSocketCloseStatus status)
    {
        _metrics.CountDrop(cause);
        return status;
    }

    /// <summary>A send that hangs would hold this up for ever; who asked for the end does not get that long.</summary>
    private async Task SayEndAsync(WebSocketCloseStatus status)
    {
        if (_isClosing || _socket.State is not (WebSocketState.Open or WebSocketState.CloseReceived))
            return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(1));
        await _socket.CloseOutputAsync(status, null, patience.Token).ConfigureAwait(false);
    }

    private static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }

    /// <summary>What a socket does when its connection ends under it.</summary>
    private static bool IsLoss(Exception exception) => exception is WebSocketException or IOException or OperationCanceledException or InvalidOperationException
        or System.Net.Sockets.SocketException;
}
