using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Net.WebSocket;

[Collection(AloneLane.Name)]
public sealed class WebSocketAllocationTests : IWebSocketHandler
{
    private readonly List<WebSocketConnection> _connections = [];
    private readonly byte[] _snapshot = new byte[600];
    private long _messages;

    [Fact]
    public void Warm_connections_allocate_nothing_per_frame()
    {
        using var metrics = new ServerMetrics();
        using var streams = new MemoryStreamListener();
        using var listener = new WebSocketListener(streams, this, new WebSocketOptions(), metrics);
        var clients = Enumerable.Range(0, 20).Select(_ => WebSocketClient.Open(streams)).ToArray();
        byte[] traffic =
        [
            .. WebSocketClient.FrameOf(WebSocketOpcode.Binary, new byte[20]),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Text, new byte[300], isFinal: false),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Ping, new byte[8]),
            .. WebSocketClient.FrameOf(WebSocketOpcode.Continuation, new byte[300]),
        ];
        var ticks = 0;

        Allocations.AssertNoneOnceWarm(() =>
        {
            for (var tick = 0; tick < 500; tick++, ticks++)
            {
                foreach (var client in clients)
                {
                    client.Stream.Send(traffic);
                    client.Stream.Consume(client.Stream.Received.Length);
                }

                listener.Receive(WebSocketRig.TickLength);
                foreach (var connection in _connections)
                    connection.SendLatest(_snapshot);

                listener.Update();
            }
        });

        Assert.Equal(ticks * 2L * clients.Length, _messages);
    }

    HttpAnswer IWebSocketHandler.Route(in HttpRequest request) => HttpAnswer.Upgrade;

    void IWebSocketHandler.OnOpen(WebSocketConnection connection) => _connections.Add(connection);

    void IWebSocketHandler.OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        _messages++;
        connection.Send(payload);
    }

    void IWebSocketHandler.OnClosed(WebSocketConnection connection) => _connections.Remove(connection);
}
