using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>
/// A WebSocket listener on a real port, ticking on a thread of its own: says everything back on <c>/echo</c>, serves a page on
/// <c>/</c>, closes when told to, and keeps what clients report.
/// </summary>
internal sealed class EchoServer : IWebSocketHandler, IDisposable
{
    private static readonly TimeSpan TickLength = TimeSpan.FromMilliseconds(5);

    private readonly WebSocketListener _listener;
    private readonly Thread _thread;
    private readonly byte[] _page;
    private volatile bool _isStopping;

    public EchoServer(WebSocketOptions options, byte[]? page = null, SocketStreamOptions? streams = null)
    {
        _page = page ?? [];
        Assert.True(SocketStreamListener.TryOpen(streams ?? new SocketStreamOptions(), Metrics, out var listener, out var fault), fault?.Explain("port", "address"));
        _listener = new WebSocketListener(listener, this, options, Metrics);
        _thread = new Thread(Run) { IsBackground = true };
        _thread.Start();
    }

    public ServerMetrics Metrics { get; } = new();

    public int Port => _listener.Port;

    /// <summary>Upgraded connections, and those that are not; as of the last tick.</summary>
    public (int Connections, int Handshakes) Counts => (_listener.ConnectionCount, _listener.HandshakeCount);

    /// <summary>What clients have seen, in their own words.</summary>
    public BlockingCollection<string> Reports { get; } = [];

    /// <summary>Length of each tick's work, in milliseconds.</summary>
    public ConcurrentQueue<double> Ticks { get; } = [];

    /// <summary>Sent to everybody in each tick, when there is one.</summary>
    public byte[]? Snapshot { get; set; }

    private List<WebSocketConnection> Connections { get; } = [];

    public HttpAnswer Route(in HttpRequest request) => request.Path switch
    {
        "/echo" => HttpAnswer.Upgrade,
        "/" => HttpAnswer.Ok("text/html", _page),
        _ => HttpAnswer.Refuse(HttpStatus.NotFound),
    };

    public void OnOpen(WebSocketConnection connection) => Connections.Add(connection);

    public void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        if (payload.SequenceEqual("close me"u8))
        {
            connection.Close(4001, "enough");
            return;
        }

        if (payload.StartsWith("report\n"u8))
            Reports.Add(Encoding.UTF8.GetString(payload["report\n"u8.Length..]));

        connection.Send(payload, opcode);
    }

    public void OnClosed(WebSocketConnection connection) => Connections.Remove(connection);

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _listener.Dispose();
        Metrics.Dispose();
        Reports.Dispose();
    }

    private void Run()
    {
        var last = Stopwatch.GetTimestamp();
        while (!_isStopping)
        {
            var start = Stopwatch.GetTimestamp();
            _listener.Receive(Stopwatch.GetElapsedTime(last, start));
            last = start;
            if (Snapshot is { } snapshot)
                Connections.ForEach(connection => connection.SendLatest(snapshot));

            _listener.Update();
            var worked = Stopwatch.GetElapsedTime(start);
            Ticks.Enqueue(worked.TotalMilliseconds);
            Thread.Sleep(worked < TickLength ? TickLength - worked : TimeSpan.Zero);
        }
    }
}
