using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>Asks an operator's listener for metrics, health and what the API tells, in turn and on one thread, over connections that stay.</summary>
internal sealed class AdminHammer : PacedHammer
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
        _sockets = [.. Enumerable.Range(0, Connections).Select(_ => Connect(server))];
    }

    public override void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    protected override void Ask(long turn)
    {
        ref var socket = ref _sockets[turn % Connections];

        // What begins in one piece and goes on in another is not seen.
        if (socket.Available > 0)
            Answered += _buffer.AsSpan(0, socket.Receive(_buffer, SocketFlags.None, out _)).Count("HTTP/1.1 200 "u8);
        socket.Send(Gets[turn / Connections % Gets.Length], SocketFlags.None, out var error);
        if (error == SocketError.Success)
            return;

        // Full of what was not answered yet, or at its end.
        Refused++;
        if (error == SocketError.WouldBlock)
            return;
        socket.Dispose();
        socket = Connect(_server);
    }
}
