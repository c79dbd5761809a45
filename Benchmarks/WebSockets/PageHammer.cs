using System.Net;
using System.Net.Sockets;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Asks a page for its files, says things over its socket, and opens new ones, so often a second and all on one thread: of a hundred requests
/// fifty are files, forty-nine messages, and one a new socket in the place of the oldest.
/// </summary>
internal sealed class PageHammer : PacedHammer
{
    private const int Browsers = 16;
    private const int Sockets = 32;

    private static readonly byte[][] Gets =
    [
        [.. "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"u8],
        [.. "GET /style.css HTTP/1.1\r\nHost: localhost\r\n\r\n"u8],
        [.. "GET /api/server HTTP/1.1\r\nHost: localhost\r\n\r\n"u8],
    ];

    /// <summary>Masked with zeros: a message that nobody knows.</summary>
    private static readonly byte[] Message = [0x82, 0x80 | 4, 0, 0, 0, 0, 0, 0x91, 0x3F, 0];

    private static readonly byte[] Upgrade =
    [
        .. "GET /play HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ecs."u8,
        (byte)('0' + Protocol.Limits.Version),
        .. "\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"u8,
    ];

    private readonly IPEndPoint _server;
    private readonly Socket[] _browsers;
    private readonly Socket[] _sockets;
    private readonly byte[] _buffer = new byte[256 * 1024];

    public PageHammer(IPEndPoint server)
    {
        _server = server;
        _browsers = [.. Enumerable.Range(0, Browsers).Select(_ => Connect(server))];
        _sockets = [.. Enumerable.Range(0, Sockets).Select(_ => Open())];
    }

    public override void Dispose()
    {
        foreach (var socket in _browsers.Concat(_sockets))
            socket.Dispose();
    }

    protected override void Ask(long turn)
    {
        if (turn % 100 == 0)
        {
            ref var oldest = ref _sockets[turn / 100 % Sockets];
            oldest.Dispose();
            oldest = Open();
        }
        else if (turn % 2 == 0)
        {
            Say(_browsers[turn / 2 % Browsers], Gets[turn % Gets.Length]);
        }
        else
        {
            Say(_sockets[turn / 2 % Sockets], Message);
        }
    }

    private void Say(Socket socket, byte[] bytes)
    {
        socket.Send(bytes, SocketFlags.None, out var error);
        Refused += error == SocketError.Success ? 0 : 1;
        if (socket.Available > 0)
            Answered += socket.Receive(_buffer, SocketFlags.None, out _) > 0 ? 1 : 0;
    }

    private Socket Open()
    {
        var socket = Connect(_server);
        socket.Send(Upgrade);
        return socket;
    }
}
