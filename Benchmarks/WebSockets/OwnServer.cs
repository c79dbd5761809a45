using System.Diagnostics;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;
using Ecs.Server.Pacing;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>Our WebSockets as a door uses them: a tick sixty times a second, something to say in every second one.</summary>
internal sealed class OwnServer : IWebSocketHandler, IServed
{
    private const int TickRate = 60;
    private const int SendDivisor = TickRate / WebSocketCommand.Rate;

    private readonly ServerMetrics _metrics = new();
    private readonly SystemTickWaiter _waiter = new();
    private readonly SocketStreamListener _streams;
    private readonly WebSocketListener _listener;
    private readonly List<WebSocketConnection> _connections = [];
    private readonly byte[] _snapshot = new byte[WebSocketCommand.SnapshotBytes];
    private readonly Thread _thread;
    private volatile bool _isStopping;

    public OwnServer()
    {
        if (!SocketStreamListener.TryOpen(new SocketStreamOptions { Echo = new WebSocketOptions().EchoOf() }, _metrics, out var streams, out var fault))
            throw new InvalidOperationException(fault.Explain("websocket", "address"));

        _streams = streams;
        _listener = new WebSocketListener(_streams, this, new WebSocketOptions { ConnectionLimit = 4096, HandshakeLimit = 4096 }, _metrics);
        _thread = new Thread(Tick);
        _thread.Start();
    }

    public int Port => _listener.Port;

    public long MessagesIn { get; private set; }

    public long MessagesOut { get; private set; }

    public HttpAnswer Route(in HttpRequest request) => HttpAnswer.Upgrade;

    public void OnOpen(WebSocketConnection connection) => _connections.Add(connection);

    public void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload) => MessagesIn++;

    public void OnClosed(WebSocketConnection connection) => _connections.Remove(connection);

    public void Dispose()
    {
        _isStopping = true;
        _thread.Join();
        _listener.Dispose();
        _waiter.Dispose();
        _metrics.Dispose();
    }

    private void Tick()
    {
        var elapsed = TimeSpan.FromSeconds(1.0 / TickRate);
        var start = Stopwatch.GetTimestamp();
        for (long tick = 0; !_isStopping; tick++)
        {
            _waiter.WaitUntil(start + (tick * Stopwatch.Frequency / TickRate));
            _listener.Receive(elapsed);
            if (tick % SendDivisor == 0)
            {
                foreach (var connection in _connections)
                    connection.SendLatest(_snapshot);

                MessagesOut += _connections.Count;
            }

            _listener.Update();
        }
    }
}
