using System.Diagnostics.CodeAnalysis;
using Ecs.Server.Net.Proxies;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// Accepts byte streams of clients. The verbs run on the tick's thread and never wait: whatever has to wait for a socket does
/// so elsewhere.
/// </summary>
public interface IStreamListener : IDisposable
{
    /// <summary>Where it listens; never 0.</summary>
    int Port { get; }

    /// <summary>Whose word about their clients is taken.</summary>
    TrustedProxies Proxies { get; }

    /// <summary>Hands over a stream that has come; each appears once, and whoever takes it ends it with Close or Abort.</summary>
    /// <param name="stream">The stream, open or already ended by the other side.</param>
    bool TryAccept([NotNullWhen(true)] out ByteStream? stream);

    /// <summary>Once per tick, after everything was queued: what the streams hold goes out.</summary>
    void Flush();

    /// <summary>Nobody new gets in; streams that are there live on.</summary>
    void StopAccepting();
}
