using System.Net;
using System.Net.Sockets;

namespace Ecs.Server.Doors.Native.Udp;

/// <summary>
/// Holds a port on the wildcard address and says to which of this machine's addresses datagrams come that no socket of ours is for
/// yet: 127.0.0.2, or one that an interface got after the start. What arrives here is not answered; whoever connects asks again.
/// </summary>
internal sealed class WildcardSocket : IDisposable
{
    /// <summary>Datagrams looked at in one tick.</summary>
    private const int LooksPerTick = 32;

    private readonly Socket _socket;
    private readonly byte[] _datagram = new byte[2048];
    private readonly EndPoint _nobody;

    private WildcardSocket(Socket socket, EndPoint nobody)
    {
        _socket = socket;
        _nobody = nobody;
    }

    public int Port => ((IPEndPoint)_socket.LocalEndPoint!).Port;

    /// <summary>
    /// Opens it, alone: while another program has the port, on whichever address, there is none. Afterwards the port is shared with
    /// sockets that ask for it, which are ours.
    /// </summary>
    public static SocketError Open(AddressFamily family, int port, out WildcardSocket? wildcard)
    {
        wildcard = null;
        var isSixth = family == AddressFamily.InterNetworkV6;
        var any = new IPEndPoint(isSixth ? IPAddress.IPv6Any : IPAddress.Any, port);
        Socket? socket = null;
        try
        {
            socket = new Socket(family, SocketType.Dgram, ProtocolType.Udp) { Blocking = false };
            if (isSixth)
                socket.DualMode = false;
            socket.SetSocketOption(isSixth ? SocketOptionLevel.IPv6 : SocketOptionLevel.IP, SocketOptionName.PacketInformation, true);
            socket.Bind(any);
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
            wildcard = new WildcardSocket(socket, any);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            return exception.SocketErrorCode;
        }
    }

    /// <summary>Calls for each datagram's own address here.</summary>
    public void Receive(Action<IPAddress> asked)
    {
        for (var left = LooksPerTick; left > 0 && _socket.Available > 0; left--)
        {
            try
            {
                var sender = _nobody;
                var flags = SocketFlags.None;
                _socket.ReceiveMessageFrom(_datagram, ref flags, ref sender, out var information);
                asked(information.Address);
            }
            catch (SocketException)
            {
                // An error of one datagram, or none there after all.
            }
        }
    }

    public void Dispose() => _socket.Dispose();
}
