using System.Net.Sockets;

namespace Ecs.Server.Net.Streams;

/// <summary>What the kernel is told about an accepted socket.</summary>
internal static class SocketTuning
{
    private const int TcpLevel = 6;
    private const int UserTimeout = 18; // TCP_USER_TIMEOUT, Linux only
    private const int ProbeSeconds = 1;
    private const int Probes = 3;

    /// <summary>Nothing waits, nothing is delayed, and who has vanished is noticed.</summary>
    /// <exception cref="SocketException">The connection is over already.</exception>
    public static void Apply(Socket socket, SocketStreamOptions options)
    {
        socket.Blocking = false;
        socket.NoDelay = true;
        socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, options.KeepAliveSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, ProbeSeconds);
        socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Probes);

        // The questions above are asked on a silent line only. While something is unacknowledged the kernel repeats that instead,
        // for a quarter of an hour unless it is told otherwise.
        if (OperatingSystem.IsLinux())
        {
            var milliseconds = (options.KeepAliveSeconds + (Probes * ProbeSeconds)) * 1000;
            socket.SetRawSocketOption(TcpLevel, UserTimeout, BitConverter.GetBytes(milliseconds));
        }
    }
}
