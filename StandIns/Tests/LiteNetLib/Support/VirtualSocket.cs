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

    /// <summary>What every send answers, to play a broken network.</summary>
    public SocketError SendResult { get; set; } = SocketError.Success;

    public int Receive(Span<byte> buffer, SocketAddress from, out SocketError error)
    {
        error = SocketError.Success;
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
        if (SendResult == SocketError.Success)
        {
            wire.Send(Local, (IPEndPoint)Local.Create(to), datagram);
        }

        return SendResult;
    }

    public void Arrive(IPEndPoint from, byte[] datagram) => _inbox.Enqueue((from.Serialize(), datagram));

    public void Dispose() => wire.Unbind(this);
}
