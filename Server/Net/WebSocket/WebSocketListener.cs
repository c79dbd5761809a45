using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Net.WebSocket;

/// <summary>
/// An HTTP/1.1 front whose upgraded connections are WebSockets (RFC 6455, without extensions). A door owns it and calls it on
/// the tick's thread; its time is the sum of what it is told.
/// </summary>
public sealed class WebSocketListener : IDisposable
{
    /// <summary>Streams taken in per tick: a storm of connections must not become a long tick.</summary>
    private const int AcceptsPerTick = 64;

    private readonly IStreamListener _streams;
    private readonly WebSocketContext _context;
    private readonly HttpAnswerWriter _answers;
    private readonly List<HttpExchange> _exchanges = [];
    private readonly List<WebSocketConnection> _connections = [];
    private readonly AddressBuckets _gets;
    private TimeSpan _now;
    private bool _isStopping;

    public WebSocketListener(IStreamListener streams, IWebSocketHandler handler, WebSocketOptions options, ServerMetrics metrics)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.MessageLimit, WebSocketOptions.MessageLimitMax);
        ArgumentOutOfRangeException.ThrowIfLessThan(options.MessageLimit, 1);
        _streams = streams;

        // A control frame's payload has to fit, too.
        var scratch = new byte[Math.Max(options.MessageLimit, FrameHead.ControlPayloadLimit)];
        _context = new WebSocketContext(options, handler, metrics, scratch);
        _answers = new HttpAnswerWriter(options.AllowOrigin);
        _gets = new AddressBuckets(
            options.GetsPerSecondOfAddress, options.GetsPerSecondOfAddress * 2, options.GetsPerSecond, options.GetsPerSecond * 2);
    }

    public int Port => _streams.Port;

    /// <summary>Upgraded connections, also those that are about to end.</summary>
    public int ConnectionCount => _connections.Count;

    /// <summary>Connections that have not said what they want.</summary>
    public int HandshakeCount => _exchanges.Count;

    /// <summary>Whether no connection is left to which anything must be delivered.</summary>
    public bool IsDrained => _connections.Count == 0;

    /// <summary>Takes in what arrived and tells the handler.</summary>
    public void Receive(TimeSpan elapsed)
    {
        _now += elapsed;

        // Who has gone is gone before anybody comes: whoever returns at once must not meet the former self.
        var known = _connections.Count;
        ReceiveFrom(0, known, elapsed);
        Accept();
        Answer(elapsed);
        ReceiveFrom(known, _connections.Count, elapsed);
        _connections.RemoveAll(static connection => connection.IsToldClosed && connection.State == WebSocketState.Ended);
    }

    /// <summary>Lets out what was queued.</summary>
    public void Update()
    {
        foreach (var connection in _connections)
            connection.Update();
        _streams.Flush();
    }

    /// <summary>Newcomers hear 503, everybody else that we are going away.</summary>
    public void BeginStop()
    {
        _isStopping = true;
        foreach (var connection in _connections)
            connection.Close(WebSocketCloseCode.GoingAway, "server stopping");
    }

    public void Dispose()
    {
        foreach (var exchange in _exchanges)
            exchange.Stream.Abort();
        foreach (var connection in _connections)
            connection.Abort();
        _streams.Dispose();
    }

    private void ReceiveFrom(int first, int end, TimeSpan elapsed)
    {
        for (var index = first; index < end; index++)
        {
            var connection = _connections[index];
            connection.Receive(elapsed);
            if (!connection.IsOpen && !connection.IsToldClosed)
            {
                connection.IsToldClosed = true;
                _context.Handler.OnClosed(connection);
            }
        }
    }

    private void Accept()
    {
        for (var count = 0; count < AcceptsPerTick && _streams.TryAccept(out var stream); count++)
        {
            if (_exchanges.Count >= _context.Options.HandshakeLimit)
            {
                // An honest client says all it wants in its first packet: whoever waits longest is the least likely to be one.
                _context.Metrics.CountDrop(DropCause.Refused);
                _exchanges[0].Stream.Abort();
                _exchanges.RemoveAt(0);
            }

            _exchanges.Add(new HttpExchange(stream));
        }
    }

    private void Answer(TimeSpan elapsed)
    {
        var kept = 0;
        for (var index = 0; index < _exchanges.Count; index++)
        {
            if (!IsDone(_exchanges[index], elapsed))
                _exchanges[kept++] = _exchanges[index];
        }

        _exchanges.RemoveRange(kept, _exchanges.Count - kept);
    }

    private bool IsDone(HttpExchange exchange, TimeSpan elapsed)
    {
        var stream = exchange.Stream;
        var status = HttpHeadReader.Read(stream.Received, out var head, out var length);
        if (status == HttpStatus.Ok)
            status = HttpExchange.Judge(head);
        if (status == HttpStatus.Ok)
        {
            if (TryIdentify(stream, head))
                Route(stream, head, length);
            return true;
        }

        if (status != 0)
        {
            Refuse(stream, HttpAnswer.Refuse(status), CauseOf(status));
            return true;
        }

        exchange.Waited += elapsed;
        if (!stream.IsOpen)
            stream.Abort();
        else if (exchange.Waited.TotalSeconds >= _context.Options.HeaderSeconds)
            Refuse(stream, HttpAnswer.Refuse(HttpStatus.RequestTimeout), DropCause.Timeout);
        else
            return false;
        return true;
    }

    /// <summary>Whoever comes by way of a trusted proxy is the person that the proxy names. False when that was refused.</summary>
    private bool TryIdentify(ByteStream stream, in HttpHead head)
    {
        if (!_streams.Proxies.Contains(stream.Remote.Address))
            return true;
        if (!ForwardedReader.TryFind(head.Lines, stream.Remote, _streams.Proxies, out var person))
            Refuse(stream, HttpAnswer.Refuse(HttpStatus.BadRequest), DropCause.Forwarded);
        else if (!stream.TryIdentify(person))
            Refuse(stream, HttpAnswer.Refuse(HttpStatus.ServiceUnavailable), DropCause.Refused);
        else
            return true;
        return false;
    }

    private void Route(ByteStream stream, in HttpHead head, int length)
    {
        var request = HttpExchange.Describe(head, stream);
        var answer = Ask(request);
        if (answer.Status != HttpStatus.SwitchingProtocols)
        {
            Refuse(stream, answer, CauseOf(answer.Status));
            return;
        }

        if (!stream.TrySend(_answers.Upgrade(head.Key)))
        {
            stream.Abort();
            return;
        }

        stream.Consume(length);
        var connection = new WebSocketConnection(stream, _context, request.Path, request.Query);
        _connections.Add(connection);
        _context.Handler.OnOpen(connection);
    }

    private HttpAnswer Ask(in HttpRequest request)
    {
        var isFull = request.IsUpgrade && _connections.Count >= _context.Options.ConnectionLimit;
        if (_isStopping || isFull)
            return HttpAnswer.Refuse(HttpStatus.ServiceUnavailable);
        if (!request.IsUpgrade && !_gets.TryTake(request.Remote.Address, _now))
            return HttpAnswer.Refuse(HttpStatus.TooManyRequests);
        var answer = _context.Handler.Route(request);
        return answer.Status == HttpStatus.SwitchingProtocols && !request.IsUpgrade ? HttpAnswer.Refuse(HttpStatus.UpgradeRequired) : answer;
    }

    /// <summary>Whatever is no upgrade is answered in full, and the connection ends behind it.</summary>
    private void Refuse(ByteStream stream, in HttpAnswer answer, DropCause cause)
    {
        if (answer.Status != HttpStatus.Ok)
            _context.Metrics.CountDrop(cause);
        stream.TrySend(_answers.Answer(answer));
        stream.Close();
    }

    private static DropCause CauseOf(int status) => status switch
    {
        HttpStatus.BadRequest => DropCause.Malformed,
        HttpStatus.RequestTimeout => DropCause.Timeout,
        HttpStatus.ContentTooLarge or HttpStatus.UriTooLong or HttpStatus.HeaderFieldsTooLarge => DropCause.TooLong,
        HttpStatus.TooManyRequests => DropCause.Rate,
        _ => DropCause.Refused,
    };
}
