using System.Net;
using System.Net.Sockets;
using LiteNetLib.Transport;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

internal sealed class VirtualSocket(VirtualWire wire, IPEndPoint local) : IDatagramSocket
{
    private readonly Queue<(SocketAddress From, byte[] Datagram)> _inbox = new();

    public IPEndPoint Local { get; } = local;

    public AddressFamily Family => Local.AddressFamily;

    public int LocalPort => Local.Port;

    public int Receive(Span<byte> buffer, SocketAddress from, out SocketError error)
    {
        error = SocketError.Success;
        if (wire.ReceiveErrors.Remove(LocalPort, out SocketError planned))
        {
            error = planned;
            return -1;
        }

        if (!_inbox.TryDequeue(out (SocketAddress From, byte[] Datagram) item))
        {
            return -1;
        }

        item.From.Buffer.Span[..item.From.Size].CopyTo(from.Buffer.Span);
        int length = Math.Min(buffer.Length, item.Datagram.Length);
        item.Datagram.AsSpan(0, length).CopyTo(buffer);
        return length;
    }

    public bool Wait(int microseconds) => _inbox.Count > 0;

    public SocketError Send(ReadOnlySpan<byte> datagram, SocketAddress to)
    {
        var target = (IPEndPoint)Local.Create(to);
        if (wire.SendErrors.TryGetValue(target.Port, out SocketError error))
        {
            return error;
        }

        wire.Send(Local, target, datagram);
        return SocketError.Success;
    }

    public void Arrive(IPEndPoint from, byte[] datagram) => _inbox.Enqueue((from.Serialize(), datagram));

    public void Dispose() => wire.Unbind(this);
}
