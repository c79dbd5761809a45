using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>
/// Many WebSocket clients on one thread, the same for either server: each says something thirty times a second, its turn
/// evenly spread among the others', and takes what has come for it.
/// </summary>
internal sealed class WebSocketClients : IDisposable
{
    private const int FrameBytes = 4 + WebSocketCommand.SnapshotBytes;

    /// <summary>An input of 20 bytes, masked with zeros, which the standard allows: what the mask is makes no difference to a server.</summary>
    private static readonly byte[] Input = [0x82, 0x80 | 20, 0, 0, 0, 0, .. new byte[20]];

    private readonly Socket[] _sockets;
    private readonly byte[] _buffer = new byte[64 * 1024];
    private long _turns;

    public WebSocketClients(int port, int clients)
    {
        _sockets = new Socket[clients];
        for (var index = 0; index < clients; index++)
            _sockets[index] = Join(port);
    }

    public long BytesIn { get; private set; }

    public long MessagesOut { get; private set; }

    public double FramesIn => (double)BytesIn / FrameBytes;

    /// <summary>Messages that a full send buffer refused.</summary>
    public long Refused { get; private set; }

    public void Play(double seconds)
    {
        var perSecond = (double)WebSocketCommand.Rate * _sockets.Length;
        var start = Stopwatch.GetTimestamp();
        long done = 0;
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < seconds)
        {
            for (var due = (long)(Stopwatch.GetElapsedTime(start).TotalSeconds * perSecond); done < due; done++)
                Turn(_sockets[_turns++ % _sockets.Length]);

            Thread.Sleep(1);
        }
    }

    public void Dispose()
    {
        foreach (var socket in _sockets)
            socket.Dispose();
    }

    private void Turn(Socket socket)
    {
        socket.Send(Input, SocketFlags.None, out var error);
        MessagesOut += error == SocketError.Success ? 1 : 0;
        Refused += error == SocketError.Success ? 0 : 1;
        BytesIn += socket.Receive(_buffer, SocketFlags.None, out error);
    }

    private Socket Join(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        socket.Connect(new IPEndPoint(IPAddress.Loopback, port));
        socket.Send(
            "GET /play HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"u8
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n"u8);
        var length = 0;
        int end;
        do
        {
            var count = socket.Receive(_buffer.AsSpan(length));
            length += count == 0 ? throw new InvalidOperationException("the server refused a client") : count;
            end = _buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8);
        }
        while (end < 0);
        if (!_buffer.AsSpan().StartsWith("HTTP/1.1 101 "u8))
            throw new InvalidOperationException("the server did not upgrade a client");

        BytesIn += length - end - 4;
        socket.Blocking = false;
        return socket;
    }
}
