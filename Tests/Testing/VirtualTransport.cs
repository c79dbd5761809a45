using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server.Doors.Memory;

namespace Ecs.Tests.Testing;

/// <summary>Lets the client library speak over the virtual network.</summary>
/// <param name="dial">Makes the client's end when the client connects.</param>
internal sealed class VirtualTransport(Func<VirtualSocket> dial) : IClientTransport
{
    /// <summary>Null before the client connects.</summary>
    public VirtualSocket? Socket { get; private set; }

    public void Connect() => Socket = dial();

    public void Receive(ITransportListener listener)
    {
        while (Socket is not null && Socket.TryReceive(out var packet))
        {
            switch (packet.Kind)
            {
                case VirtualPacketKind.Accept:
                    listener.OnConnected();
                    break;
                case VirtualPacketKind.Message:
                    listener.OnMessage(packet.Lane, packet.Bytes);
                    break;
                case VirtualPacketKind.Close:
                    listener.OnDisconnected(Reason.ConnectionLost, packet.Bytes);
                    break;
                default:
                    break;
            }
        }
    }

    public void Send(Lane lane, ReadOnlySpan<byte> message) => Socket?.Send(lane, message);

    public void Update(TimeSpan elapsed)
    {
        // Packets fly by themselves.
    }

    public void Close() => Socket?.Close([]);

    public void Dispose() => Close();
}
