using Ecs.Protocol;

namespace Ecs.Server.Doors.Memory;

/// <summary>The server's end of a virtual connection.</summary>
internal sealed class MemoryPeer(VirtualSocket socket, int number) : Peer
{
    public VirtualSocket Socket => socket;

    public bool IsAccepted { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Time without a sign of the other side, while the link is cut or the connection closed.</summary>
    public TimeSpan Silence { get; set; }

    public override bool IsLoopback => socket.IsLoopback;

    public override string Address { get; } = $"memory:{number}";

    public override int RoundTripMilliseconds =>
        (int)(socket.Up.Conditions.Delay + socket.Down.Conditions.Delay).TotalMilliseconds;

    public override int Unacknowledged => 0;

    public override void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (!IsClosed)
        {
            socket.Down.Send(VirtualPacketKind.Message, lane, message);
        }
    }

    public override void Close(ReadOnlySpan<byte> farewell)
    {
        if (!IsClosed)
        {
            IsClosed = true;
            socket.Down.Send(VirtualPacketKind.Close, Lane.Control, farewell);
        }
    }

    public void Forget() => IsClosed = true;
}
