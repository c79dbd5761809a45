using System.Net;
using System.Net.Sockets;

namespace LiteNetLib.Transport;

/// <summary>A UDP socket of the framework. Readiness is asked with a poll, never with Available: an empty datagram reads as "0 bytes".</summary>
internal sealed class UdpSocket(Socket socket) : IDatagramSocket
{
    public AddressFamily Family { get; } = socket.AddressFamily;

    public int LocalPort { get; } = ((IPEndPoint)socket.LocalEndPoint!).Port;

    public int Receive(Span<byte> buffer, SocketAddress from, out SocketError error)
    {
        error = SocketError.Success;
        try
        {
            return socket.Poll(0, SelectMode.SelectRead) ? socket.ReceiveFrom(buffer, SocketFlags.None, from) : -1;
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.MessageSize)
        {
            return buffer.Length;
        }
        catch (SocketException exception)
        {
            error = exception.SocketErrorCode;
            return -1;
        }
        catch (ObjectDisposedException)
        {
            error = SocketError.OperationAborted;
            return -1;
        }
    }

    public bool Wait(int microseconds)
    {
        try
        {
            return socket.Poll(microseconds, SelectMode.SelectRead);
        }
        catch (SocketException)
        {
            return false;
        }
        catch (ObjectDisposedException)
        {
            return false;
        }
    }

    public SocketError Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        try
        {
            socket.SendTo(datagram, SocketFlags.None, to);
            return SocketError.Success;
        }
        catch (SocketException exception)
        {
            return exception.SocketErrorCode;
        }
        catch (ObjectDisposedException)
        {
            return SocketError.OperationAborted;
        }
    }

    public void Dispose() => socket.Dispose();
}
