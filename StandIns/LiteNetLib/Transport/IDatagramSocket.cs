using System.Net;
using System.Net.Sockets;

namespace LiteNetLib.Transport;

/// <summary>One bound UDP socket, or a stand-in for it on a virtual wire. Errors are values; nothing here throws.</summary>
internal interface IDatagramSocket : IDisposable
{
    AddressFamily Family { get; }

    int LocalPort { get; }

    /// <summary>
    /// Takes one waiting datagram without blocking and writes its sender into <paramref name="from"/>. Returns its length (0 is a legal
    /// datagram; one that does not fit is cut to the buffer), or -1 when nothing waits or the receive failed.
    /// </summary>
    int Receive(Span<byte> buffer, SocketAddress from, out SocketError error);

    /// <summary>Waits until a datagram may be there; false when the time is over.</summary>
    bool Wait(int microseconds);

    SocketError Send(ReadOnlySpan<byte> datagram, SocketAddress to);
}
