using Ecs.Client;
using Ecs.Protocol;

namespace Ecs.Benchmarks.Clients;

/// <summary>Hands what arrived over so many updates later: a far server on the loopback.</summary>
internal sealed class LaterTransport(IClientTransport inner, int updates) : IClientTransport, ITransportListener
{
    private readonly Queue<(int At, Lane Lane, byte[] Message)> _waiting = new();
    private ITransportListener? _listener;
    private int _now;

    public int PathBytes { get => inner.PathBytes; set => inner.PathBytes = value; }

    public void Connect() => inner.Connect();

    public void Receive(ITransportListener listener)
    {
        _listener = listener;
        while (_waiting.TryPeek(out var next) && next.At <= _now)
            listener.OnMessage(next.Lane, _waiting.Dequeue().Message);
    }

    /// <summary>Takes in what has come by now, apart from the client's own work.</summary>
    public void Collect()
    {
        _now++;
        if (_listener is not null)
            inner.Receive(this);
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message) => inner.Send(lane, message);

    public void Update(TimeSpan elapsed) => inner.Update(elapsed);

    public void Close() => inner.Close();

    public void Dispose() => inner.Dispose();

    public void OnConnected() => _listener?.OnConnected();

    public void OnMessage(Lane lane, ReadOnlyMemory<byte> message) => _waiting.Enqueue((_now + updates, lane, message.ToArray()));

    public void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell) => _listener?.OnDisconnected(reason, farewell);
}
