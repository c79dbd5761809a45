using System.Net;
using System.Net.Sockets;
using LiteNetLib.Buffers;

namespace LiteNetLib.Transport;

/// <summary>The buffer and the sender's address that one receiving loop uses again and again.</summary>
internal sealed class ReceiveSlot(AddressFamily family)
{
    public SocketAddress From { get; } = new(family);

    /// <summary>Null after a message took the buffer along.</summary>
    public Packet? Buffer { get; set; }

    public void Release(LiteNetManager manager)
    {
        lock (manager.Gate)
        {
            if (Buffer is { } buffer)
            {
                manager.Pool.Return(buffer);
                Buffer = null;
            }
        }
    }
}
