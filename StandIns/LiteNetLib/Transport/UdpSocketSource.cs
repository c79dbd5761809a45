using System.Net;
using System.Net.Sockets;

namespace LiteNetLib.Transport;

/// <summary>Real UDP sockets with the options of the protocol: big buffers, no fragmentation by IP, no reports of unreachable ports.</summary>
internal sealed class UdpSocketSource : ISocketSource
{
    private const int BufferSize = 1024 * 1024;
    private const int WindowsUdpConnectionReset = -1744830452;

    public static readonly IPAddress AllNodes = IPAddress.Parse("ff02::1");

    public IDatagramSocket? Bind(IPAddress address, int port, in SocketOptions options, out SocketError error)
    {
        Socket? socket = null;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp)
            {
                // A datagram with a bad checksum can vanish between poll and receive; and a full send buffer must not stop a tick.
                Blocking = false,
                ReceiveBufferSize = BufferSize,
                SendBufferSize = BufferSize,
            };
            Configure(socket, options);
            socket.Bind(new IPEndPoint(address, port));
            error = SocketError.Success;
            return new UdpSocket(socket);
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            error = exception.SocketErrorCode;
            return null;
        }
    }

    private static void Configure(Socket socket, SocketOptions options)
    {
        if (options.ReuseAddress)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        }

        if (options.DontRoute)
        {
            socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.DontRoute, true);
        }

        if (OperatingSystem.IsWindows())
        {
            // Otherwise one client's closed port makes the next receive of everybody fail.
            socket.IOControl(WindowsUdpConnectionReset, [0], null);
        }

        if (socket.AddressFamily == AddressFamily.InterNetworkV6)
        {
            socket.DualMode = false;
            Try(() => socket.SetSocketOption(SocketOptionLevel.IPv6, SocketOptionName.AddMembership, new IPv6MulticastOption(AllNodes)));
            return;
        }

        if (options.Ttl > 0)
        {
            socket.Ttl = options.Ttl;
        }

        socket.EnableBroadcast = true;
        Try(() => socket.DontFragment = true);
    }

    /// <summary>Options that some systems lack and nothing depends on.</summary>
    private static void Try(Action set)
    {
        try
        {
            set();
        }
        catch (SocketException exception)
        {
            NetDebug.Write(NetLogLevel.Info, "[S] Optional socket option refused: {0}", exception.SocketErrorCode);
        }
    }
}
