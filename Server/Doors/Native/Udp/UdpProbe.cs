using System.Net;
using System.Net.Sockets;

namespace Ecs.Server.Doors.Native.Udp;

/// <summary>What the system says about a UDP port: the library only tells that it could not open its sockets, and not why.</summary>
internal static class UdpProbe
{
    /// <summary>Whether the port can be had right now.</summary>
    /// <param name="address">One address, no wildcard.</param>
    /// <param name="port">0 for any free one.</param>
    public static SocketError Ask(IPAddress address, int port)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            socket.Bind(new IPEndPoint(address, port));
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
