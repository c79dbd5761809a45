using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Streams;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.Streams;

/// <summary>A listener on a free port of the loopback, and blocking clients for it. Every wait is bounded.</summary>
internal sealed class SocketStreamRig : IDisposable
{
    public SocketStreamRig(SocketStreamOptions? options = null)
    {
        Assert.True(SocketStreamListener.TryOpen(options ?? new SocketStreamOptions(), Metrics, out var listener, out var fault), fault?.Explain("port", "address"));
        Listener = listener;
    }

    public ServerMetrics Metrics { get; } = new();

    public SocketStreamListener Listener { get; }

    public static byte[] Read(Socket client, int count)
    {
        var bytes = new byte[count];
        for (var length = 0; length < count;)
        {
            var read = client.Receive(bytes.AsSpan(length));
            Assert.NotEqual(0, read);
            length += read;
        }

        return bytes;
    }

    public Socket Connect(IPAddress? address = null)
    {
        address ??= IPAddress.Loopback;
        var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds,
            SendTimeout = (int)Patience.Limit.TotalMilliseconds,
        };
        socket.Connect(address, Listener.Port);
        return socket;
    }

    public ByteStream Accept()
    {
        ByteStream? stream = null;
        Until(() => Listener.TryAccept(out stream));
        return stream!;
    }

    public void Until(Func<bool> condition)
    {
        var started = Stopwatch.GetTimestamp();
        while (!condition())
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience.Limit, "it does not happen");
            Thread.Yield();
        }
    }

    public void Dispose()
    {
        Listener.Dispose();
        Metrics.Dispose();
    }
}
