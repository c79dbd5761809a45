using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.Streams;

namespace Ecs.Server.Doors.Waves;

/// <summary>Hears a trusted proxy's head of the PROXY protocol on a socket that blocks.</summary>
/// <param name="socket">Of the proxy.</param>
/// <param name="proxy">Who the person is when the proxy speaks for itself.</param>
internal sealed class ProxyGreeter(Socket socket, IPEndPoint proxy)
{
    private const int PauseMicroseconds = 50_000;

    private readonly byte[] _bytes = new byte[ProxyHead.LengthLimit];
    private int _count;
    private int _headLength;

    /// <summary>For whom the proxy came, after <see cref="ProxyGreeting.Heard"/>.</summary>
    public IPEndPoint Person { get; private set; } = proxy;

    /// <summary>What came behind the head: the client's words.</summary>
    public ReadOnlySpan<byte> Rest => _bytes.AsSpan(_headLength.._count);

    /// <summary>Waits for the head, not longer than it may take and not after the end has been called.</summary>
    public ProxyGreeting Hear(TimeSpan patience, ManualResetEventSlim stopped)
    {
        var started = Stopwatch.GetTimestamp();
        while (!stopped.IsSet)
        {
            if (Stopwatch.GetElapsedTime(started) >= patience)
                return ProxyGreeting.Late;
            var greeting = Look();
            if (greeting != ProxyGreeting.Awaited)
                return greeting;
        }

        return ProxyGreeting.Gone;
    }

    private ProxyGreeting Look()
    {
        try
        {
            if (!socket.Poll(PauseMicroseconds, SelectMode.SelectRead))
                return ProxyGreeting.Awaited;
        }
        catch (SocketException)
        {
            return ProxyGreeting.Gone;
        }

        var count = socket.Receive(_bytes.AsSpan(_count), SocketFlags.None, out var error);
        if (error != SocketError.Success || count <= 0)
            return _count == 0 ? ProxyGreeting.Gone : ProxyGreeting.Faulty;
        _count += count;
        var step = ProxyHead.Read(_bytes.AsSpan(0, _count), out _headLength, out var person);
        if (step == ProxyHeadStep.NeedsMore)
            return ProxyGreeting.Awaited;
        Person = person ?? Person;
        return step == ProxyHeadStep.Whole ? ProxyGreeting.Heard : ProxyGreeting.Faulty;
    }
}
