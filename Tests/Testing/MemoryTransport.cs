using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Doors.Memory;

namespace Ecs.Tests.Testing;

/// <summary>The client library's carrier over the virtual network. It dials when told to connect.</summary>
internal sealed class MemoryTransport(Func<VirtualSocket> dial) : IClientTransport
{
    private VirtualSocket? _socket;
    private bool _ended;

    /// <summary>Null before the client connects.</summary>
    public VirtualSocket? Socket => _socket;

    /// <summary>Everything that is sent passes here first.</summary>
    public Action<Lane, byte[]>? Sending { get; set; }

    public void Connect() => _socket = dial();

    public void Receive(ITransportListener listener)
    {
        while (!_ended && _socket is not null && _socket.TryReceive(out var packet))
        {
            switch (packet.Kind)
            {
                case VirtualPacketKind.Accept:
                    listener.OnConnected();
                    break;
                case VirtualPacketKind.Message:
                    listener.OnMessage(packet.Lane, packet.Bytes);
                    break;
                default:
                    _ended = true;
                    listener.OnDisconnected(Reason.ConnectionLost, packet.Bytes);
                    break;
            }
        }
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        Sending?.Invoke(lane, message.ToArray());
        _socket?.Send(lane, message);
    }

    public void Update(TimeSpan elapsed)
    {
        // Packets fly by themselves.
    }

    public void Close()
    {
        _ended = true;
        _socket?.Close([]);
    }

    public void Dispose() => Close();
}
