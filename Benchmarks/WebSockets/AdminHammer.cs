using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>Asks an operator's listener for metrics, health and what the API tells, in turn and on one thread, over connections that stay.</summary>
internal sealed class AdminHammer : IHammer
{
    /// <summary>Shown to the server, which is started with it.</summary>
    public const string Token = "hammers-and-nails";

    /// <summary>Fewer than one address may have.</summary>
    private const int Connections = 16;

    private static readonly byte[][] Gets =
    [
        .. ((string[])["/metrics", "/healthz/live", "/healthz/ready", "/api/server", "/api/rooms", "/api/players", "/api/ticks", "/openapi.json"])
            .Select(static path => Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {Token}\r\n\r\n")),
    ];

    private readonly IPEndPoint _server;
    private readonly Socket[] _sockets;
    private readonly byte[] _buffer = new byte[256 * 1024];

    public AdminHammer(IPEndPoint server)
    {
        _server = server;
        _sockets = [.. Enumerable.Range(0, Connections).Select(_ => Connect())];
    }

    public long Sent { get; private set; }

    public long Refused { get; private set; }

    /// <summary>That it is as asked; those that begin in one piece and go on in another are not seen.</summary>
    public long Answered { get; private set; }

    public void Hammer(double seconds, int perSecond)
    {
        var start = Stopwatch.GetTimestamp();
        long done = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); done < due; done++)
                Ask(ref _sockets[done % Connections], Gets[done / Connections % Gets.Length]);

            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private void Ask(ref Socket socket, byte[] bytes)
    {
        Sent++;
        if (socket.Available > 0)
            Answered += _buffer.AsSpan(0, socket.Receive(_buffer, SocketFlags.None, out _)).Count("HTTP/1.1 200 "u8);
        socket.Send(bytes, SocketFlags.None, out var error);
        if (error == SocketError.Success)
            return;

        // Full of what was not answered yet, or at its end.
        Refused++;
        if (error == SocketError.WouldBlock)
            return;
        socket.Dispose();
        socket = Connect();
    }

    private Socket Connect()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(_server);
        socket.Blocking = false;
        return socket;
    }
}
