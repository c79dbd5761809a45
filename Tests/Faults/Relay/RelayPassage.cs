using System.Net;
using System.Net.Sockets;

namespace Ecs.Tests.Faults.Relay;

/// <summary>
/// The way of one client through a relay: it dials <see cref="Front"/>, and the server sees the socket at the back. Both are real sockets
/// on the loopback.
/// </summary>
internal sealed class RelayPassage : IDisposable
{
    private readonly Socket _front = NewSocket();
    private readonly IPEndPoint _server;
    private readonly byte[] _buffer = new byte[2048];
    private Socket _back = NewSocket();
    private EndPoint? _client;

    /// <param name="server">Where the server listens.</param>
    /// <param name="random">Decides about datagrams.</param>
    /// <param name="counts">Where what happened is counted.</param>
    public RelayPassage(IPEndPoint server, Random random, RelayCounts counts)
    {
        _server = server;
        Up = new RelayWire(random, counts);
        Down = new RelayWire(random, counts);
    }

    /// <summary>What the client takes for the server.</summary>
    public IPEndPoint Front => (IPEndPoint)_front.LocalEndPoint!;

    /// <summary>To the server.</summary>
    public RelayWire Up { get; }

    public RelayWire Down { get; }

    /// <summary>Whether either side was handed something that the other had not sent.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>From now on the server sees another port, and what it sends to the old one is lost: a NAT that has forgotten the client.</summary>
    public void Rebind()
    {
        _back.Dispose();
        _back = NewSocket();
    }

    /// <summary>Takes what waits at the sockets and hands over what is due.</summary>
    public void Carry(TimeSpan now)
    {
        EndPoint from = new IPEndPoint(IPAddress.Any, 0);
        while (_front.Available > 0)
        {
            var length = Receive(_front, ref from);
            _client = from;
            Up.Take(_buffer.AsSpan(0, length), now);
        }

        while (Up.TryDeliver(now, out var datagram, out var isFlipped))
        {
            IsDamaged |= isFlipped;
            Send(_back, datagram, _server);
        }

        while (_back.Available > 0)
            Down.Take(_buffer.AsSpan(0, Receive(_back, ref from)), now);

        while (Down.TryDeliver(now, out var datagram, out var isFlipped))
        {
            IsDamaged |= isFlipped;
            if (_client is not null)
                Send(_front, datagram, _client);
        }
    }

    public void Dispose()
    {
        _front.Dispose();
        _back.Dispose();
    }

    private static Socket NewSocket()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return socket;
    }

    private int Receive(Socket socket, ref EndPoint from)
    {
        try
        {
            return socket.ReceiveFrom(_buffer, ref from);
        }
        catch (SocketException gone) when (gone.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock)
        {
            // The other side has closed its socket: that is an end of its own, and not ours to tell.
            return 0;
        }
    }

    private static void Send(Socket socket, ReadOnlySpan<byte> datagram, EndPoint to)
    {
        try
        {
            socket.SendTo(datagram, to);
        }
        catch (SocketException full) when (full.SocketErrorCode is SocketError.ConnectionRefused or SocketError.WouldBlock or SocketError.NoBufferSpaceAvailable)
        {
            // Lost, as on any way.
        }
    }
}
