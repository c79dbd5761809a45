using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Ecs.Server.Net.Streams;

/// <summary>Opens TCP ports, for all doors alike: the wildcard of either version means both versions, any other address itself alone.</summary>
internal static class ListenSocket
{
    /// <param name="where">Any address of this machine; port 0 for any free one.</param>
    /// <param name="backlog">Connections that wait in the kernel.</param>
    /// <param name="tune">What accepted sockets are to inherit.</param>
    /// <param name="socket">Listens.</param>
    /// <param name="fault">Why it does not.</param>
    public static bool TryOpen(
        IPEndPoint where,
        int backlog,
        Action<Socket> tune,
        [NotNullWhen(true)] out Socket? socket,
        [NotNullWhen(false)] out ListenFault? fault)
    {
        socket = null;
        fault = null;
        var isAny = IsAny(where.Address);
        var address = isAny && Socket.OSSupportsIPv6 ? IPAddress.IPv6Any : isAny ? IPAddress.Any : where.Address;
        try
        {
            socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = isAny;
            tune(socket);
            socket.Bind(new IPEndPoint(address, where.Port));
            socket.Listen(backlog);
            return true;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            socket = null;
            fault = new ListenFault(where, exception.SocketErrorCode);
            return false;
        }
    }

    public static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
