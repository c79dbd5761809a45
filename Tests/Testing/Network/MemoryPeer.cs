using System.Net;
using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;

namespace Ecs.Tests.Testing.Network;

/// <summary>The server's end of a virtual connection.</summary>
internal sealed class MemoryPeer(VirtualSocket socket, int number) : Peer
{
    public VirtualSocket Socket => socket;

    public bool IsAccepted { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Time without a sign of the other side, while the link is cut or the connection closed.</summary>
    public TimeSpan Silence { get; set; }

    public override IPAddress? Source => socket.Source;

    public override TimeSpan SilentFor => Silence;

    public override bool IsLoopback => IPAddress.IsLoopback(socket.Source);

    public override string Address { get; } = $"memory:{number}";

    public override int RoundTripMilliseconds =>
        (int)(socket.Up.Conditions.Delay + socket.Down.Conditions.Delay).TotalMilliseconds;

    public override int Unacknowledged => 0;

    public override void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (!IsClosed)
            socket.Down.Send(VirtualPacketKind.Message, lane, message);
    }

    public override void Send(ReadOnlySpan<byte> message, Delivery delivery)
    {
        if (!IsClosed)
            socket.Down.Send(VirtualPacketKind.Message, Lane.Control, message, delivery);
    }

    public override void Close(ReadOnlySpan<byte> farewell)
    {
        if (!IsClosed)
        {
            IsClosed = true;
            socket.Down.Send(VirtualPacketKind.Close, Lane.Control, farewell);
        }
    }

    /// <summary>Nothing is said to the other side any more.</summary>
    public void Forget()
    {
        IsClosed = true;
        socket.Down.IsCut = true;
    }
}
