using Ecs.Server.Net.Streams;
using Ecs.Server.Net.WebSocket;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>Our WebSockets as a door uses them.</summary>
internal sealed class OwnServer : TickedServer, IWebSocketHandler
{
    private readonly SocketStreamListener _streams;
    private readonly WebSocketListener _listener;
    private readonly List<WebSocketConnection> _connections = [];
    private readonly byte[] _snapshot = new byte[WebSocketCommand.SnapshotBytes];

    public OwnServer()
    {
        if (!SocketStreamListener.TryOpen(new SocketStreamOptions { Echo = new WebSocketOptions().EchoOf() }, Metrics, out var streams, out var fault))
            throw new InvalidOperationException(fault.Explain("websocket", "address"));

        _streams = streams;
        _listener = new WebSocketListener(_streams, this, new WebSocketOptions { ConnectionLimit = 4096, HandshakeLimit = 4096 }, Metrics);
        Start();
    }

    public override int Port => _listener.Port;

    public HttpAnswer Route(in HttpRequest request) => HttpAnswer.Upgrade;

    public void OnOpen(WebSocketConnection connection) => _connections.Add(connection);

    public void OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload) => MessagesIn++;

    public void OnClosed(WebSocketConnection connection) => _connections.Remove(connection);

    protected override void Receive(TimeSpan elapsed) => _listener.Receive(elapsed);

    protected override int Send()
    {
        foreach (var connection in _connections)
            connection.SendLatest(_snapshot);

        return _connections.Count;
    }

    protected override void Update(TimeSpan elapsed) => _listener.Update();

    protected override void Close() => _listener.Dispose();
}
