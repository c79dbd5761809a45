using System.Net;
using System.Net.Sockets;
using Ecs.Server.Doors.Streams;

namespace Ecs.Server.Doors.Udp;

/// <summary>
/// What the system says about a UDP port. The transport only tells whether its IPv4 socket could be opened, and takes another port for
/// none at all.
/// </summary>
internal static class UdpProbe
{
    /// <summary>Tries of a start: between a question and its answer somebody else may have taken a port.</summary>
    public const int Attempts = 8;

    /// <summary>Whether the port can be had right now. What this machine has no version 6 for is not asked for it.</summary>
    /// <param name="address">The wildcard of either version means both.</param>
    /// <param name="port">0 for any free one.</param>
    /// <param name="free">The port; of a wildcard one that is free for version 6, which the transport asks last.</param>
    public static SocketError Ask(IPAddress address, int port, out int free)
    {
        free = port;
        if (!ListenSocket.IsAny(address))
            return Bind(address, port, ref free);
        int sixth = port;
        SocketError error = Socket.OSSupportsIPv6 ? Bind(IPAddress.IPv6Any, port, ref sixth) : SocketError.Success;
        if (error is SocketError.AddressFamilyNotSupported or SocketError.AddressNotAvailable)
            error = SocketError.Success;
        if (error != SocketError.Success)
            return error;
        free = sixth;
        int fourth = free;
        return Bind(IPAddress.Any, free, ref fourth);
    }

    /// <summary>Whether somebody listens there, of a wildcard on version 6.</summary>
    public static bool IsTaken(IPAddress address, int port)
    {
        if (ListenSocket.IsAny(address) && !Socket.OSSupportsIPv6)
            return true;
        int ignored = port;
        return Bind(ListenSocket.IsAny(address) ? IPAddress.IPv6Any : address, port, ref ignored) != SocketError.Success;
    }

    /// <summary>
    /// A loopback address that no program is told of. Systems that have only one of them give that one, which can be taken by another
    /// program.
    /// </summary>
    /// <param name="attempt">From 0; another address each time.</param>
    public static IPAddress Aside(int attempt) =>
        OperatingSystem.IsMacOS() ? IPAddress.Loopback : new IPAddress([127, 83, 61, (byte)(17 + attempt)]);

    private static SocketError Bind(IPAddress address, int port, ref int bound)
    {
        try
        {
            using var socket = new Socket(address.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
            if (address.AddressFamily == AddressFamily.InterNetworkV6)
                socket.DualMode = false;
            socket.Bind(new IPEndPoint(address, port));
            bound = ((IPEndPoint)socket.LocalEndPoint!).Port;
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
    }
}
