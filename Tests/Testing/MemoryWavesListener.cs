using System.Diagnostics.CodeAnalysis;
using System.Net;
using Ecs.Server.Doors.Waves;

namespace Ecs.Tests.Testing;

/// <summary>Connections of the waves door in memory.</summary>
internal sealed class MemoryWavesListener : IWavesListener
{
    private const int FirstPort = 50_000;
    private const int PortCount = 15_000;

    private readonly Queue<MemoryWavesLink> _waiting = [];
    private int _connected;

    public int Port => 5050;

    public bool IsAccepting { get; private set; } = true;

    public MemoryWavesLink Connect(IPAddress? from = null)
    {
        var link = new MemoryWavesLink(new IPEndPoint(from ?? IPAddress.Loopback, FirstPort + _connected++ % PortCount));
        _waiting.Enqueue(link);
        return link;
    }

    public bool TryAccept([NotNullWhen(true)] out WavesLink? link)
    {
        link = _waiting.TryDequeue(out var next) ? next : null;
        return link is not null;
    }

    public void StopAccepting() => IsAccepting = false;

    public void Dispose() => StopAccepting();
}
