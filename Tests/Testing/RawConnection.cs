using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Ecs.Tests.Testing;

/// <summary>Connections over TCP to this machine, without a library that would keep to any rules.</summary>
internal static class RawConnection
{
    /// <summary>One that has said nothing yet.</summary>
    /// <param name="port">Of the loopback.</param>
    /// <param name="from">Of 127.0.0.0/8: another one counts as somebody else.</param>
    public static Socket Open(int port, string from = "127.0.0.1")
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp)
        {
            NoDelay = true,
            ReceiveTimeout = (int)Patience.Limit.TotalMilliseconds,
        };
        socket.Bind(new IPEndPoint(IPAddress.Parse(from), 0));
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>All that is answered to these bytes until the other side ends the connection.</summary>
    public static string Say(Socket socket, string request)
    {
        var answer = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            socket.Send(Encoding.Latin1.GetBytes(request));
            for (var length = socket.Receive(buffer); length != 0; length = socket.Receive(buffer))
                answer.Append(Encoding.Latin1.GetString(buffer, 0, length));
        }
        catch (SocketException end) when (end.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // An end as well: who sends too much is not read to the last byte.
        }

        return answer.ToString();
    }

    /// <summary>Ended by the other side, with or without an answer; what it said is forgotten.</summary>
    public static bool IsEnded(Socket socket)
    {
        try
        {
            while (socket.Available > 0)
                socket.Receive(new byte[4096]);
            return socket.Poll(0, SelectMode.SelectRead) && socket.Available == 0;
        }
        catch (SocketException)
        {
            return true;
        }
    }
}
