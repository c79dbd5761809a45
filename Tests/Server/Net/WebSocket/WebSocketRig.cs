using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>
/// A WebSocket listener on streams in memory with a handler that writes down what it hears and, when asked to, says it back.
/// </summary>
internal sealed class WebSocketRig : IWebSocketHandler, IDisposable
{
    public static readonly TimeSpan TickLength = TimeSpan.FromSeconds(1.0 / 60);

    public WebSocketRig(WebSocketOptions? options = null, TrustedProxies? proxies = null)
    {
        Streams = new MemoryStreamListener { Proxies = proxies ?? TrustedProxies.None };
        Listener = new WebSocketListener(Streams, this, options ?? new WebSocketOptions(), Metrics);
    }

    public MemoryStreamListener Streams { get; }

    public ServerMetrics Metrics { get; } = new();

    public WebSocketListener Listener { get; }

    public List<HttpRequest> Requests { get; } = [];

    public List<WebSocketConnection> Open { get; } = [];

    public List<WebSocketConnection> Closed { get; } = [];

    public List<(WebSocketOpcode Opcode, byte[] Payload)> Messages { get; } = [];

    /// <summary>What a request gets; an upgrade on every path when not told.</summary>
    public Func<HttpRequest, HttpAnswer> Answer { get; set; } = static _ => HttpAnswer.Upgrade;

    /// <summary>Done with each message besides writing it down.</summary>
    public Action<WebSocketConnection, WebSocketOpcode, byte[]> React { get; set; } = static (_, _, _) => { };

    /// <summary>Done with each new connection.</summary>
    public Action<WebSocketConnection> Greet { get; set; } = static _ => { };

    public IEnumerable<string> Texts => Messages.Select(static message => Encoding.UTF8.GetString(message.Payload));

    /// <summary>A client that has been through the handshake.</summary>
    public WebSocketClient Join(string target = "/", params string[] lines)
    {
        var client = WebSocketClient.Open(Streams, target, lines);
        Run(1);
        client.Read();
        Assert.True(client.IsUpgraded, client.Answer);
        return client;
    }

    /// <summary>Sends bytes on a new connection, lets a tick pass, and gives what came back.</summary>
    public string Ask(string request)
    {
        var client = Streams.Connect();
        client.Send(Encoding.Latin1.GetBytes(request));
        Run(1);
        return Encoding.Latin1.GetString(client.TakeAll());
    }

    public void Run(int ticks)
    {
        for (var tick = 0; tick < ticks; tick++)
        {
            Listener.Receive(TickLength);
            Listener.Update();
        }
    }

    public void RunSeconds(double seconds) => Run((int)Math.Ceiling(seconds / TickLength.TotalSeconds));

    public void Dispose()
    {
        Listener.Dispose();
        Metrics.Dispose();
    }

    HttpAnswer IWebSocketHandler.Route(in HttpRequest request)
    {
        Requests.Add(request);
        return Answer(request);
    }

    void IWebSocketHandler.OnOpen(WebSocketConnection connection)
    {
        Open.Add(connection);
        Greet(connection);
    }

    void IWebSocketHandler.OnMessage(WebSocketConnection connection, WebSocketOpcode opcode, ReadOnlySpan<byte> payload)
    {
        Assert.Contains(connection, Open);
        Assert.DoesNotContain(connection, Closed);
        var copy = payload.ToArray();
        Messages.Add((opcode, copy));
        React(connection, opcode, copy);
    }

    void IWebSocketHandler.OnClosed(WebSocketConnection connection)
    {
        Assert.Contains(connection, Open);
        Assert.DoesNotContain(connection, Closed);
        Closed.Add(connection);
    }
}
