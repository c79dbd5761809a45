using System.Net;
using System.Net.Sockets;

namespace LiteNetLib.Transport;

/// <summary>Opens sockets: the operating system's, or those of a virtual wire.</summary>
internal interface ISocketSource
{
    /// <summary>Returns null and the reason when the address cannot be bound.</summary>
    IDatagramSocket? Bind(IPAddress address, int port, in SocketOptions options, out SocketError error);
}
