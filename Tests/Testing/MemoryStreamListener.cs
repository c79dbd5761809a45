using System.Diagnostics.CodeAnalysis;
using System.Net;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;

namespace Ecs.Tests.Testing;

/// <summary>
/// Streams without sockets, threads or a clock. What a client sends is there at once; what the server queued goes to the
/// clients when the door flushes, as far as they read.
/// </summary>
internal sealed class MemoryStreamListener(int port = 1) : IStreamListener
{
    private readonly Queue<MemoryStreamLink> _waiting = [];
    private readonly List<MemoryStreamLink> _streams = [];
    private int _connected;

    public int Port => port;

    public TrustedProxies Proxies { get; init; } = TrustedProxies.None;

    public bool IsAccepting { get; private set; } = true;

    public bool IsDisposed { get; private set; }

    /// <summary>Streams that the server has not ended yet.</summary>
    public int OpenStreams => _streams.Count(static stream => !stream.IsEnded);

    /// <summary>A client's end of a new connection. When nobody accepts any more, one that is closed.</summary>
    /// <param name="from">The client's address; loopback when not told.</param>
    public MemoryStreamClient Connect(IPAddress? from = null)
    {
        var stream = new MemoryStreamLink(new IPEndPoint(from ?? IPAddress.Loopback, 1024 + (_connected++ % 64_000)));
        if (IsAccepting)
        {
            _waiting.Enqueue(stream);
            _streams.Add(stream);
        }
        else
        {
            stream.Abort();
        }

        return new MemoryStreamClient(stream);
    }

    public bool TryAccept([NotNullWhen(true)] out ByteStream? stream)
    {
        var has = _waiting.TryDequeue(out var next);
        stream = next;
        return has;
    }

    public void Flush()
    {
        for (var index = _streams.Count - 1; index >= 0; index--)
        {
            _streams[index].Pump();
            if (_streams[index].IsEnded)
                _streams.RemoveAt(index);
        }
    }

    public void StopAccepting() => IsAccepting = false;

    public void Dispose()
    {
        Flush();
        IsDisposed = true;
        foreach (var stream in _streams)
            stream.Abort();
    }
}
