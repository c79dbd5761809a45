using System.Text;
using Ecs.Protocol;

namespace Ecs.Server.Doors.Memory;

/// <summary>The client's end of a virtual connection.</summary>
public sealed class VirtualSocket
{
    internal VirtualSocket(VirtualLink up, VirtualLink down, string connectKey, bool isLoopback)
    {
        Up = up;
        Down = down;
        IsLoopback = isLoopback;
        up.Send(VirtualPacketKind.Connect, Lane.Control, Encoding.UTF8.GetBytes(connectKey));
    }

    /// <summary>From the client to the server.</summary>
    public VirtualLink Up { get; }

    /// <summary>From the server to the client.</summary>
    public VirtualLink Down { get; }

    public bool IsLoopback { get; }

    public bool IsClosed { get; private set; }

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (!IsClosed)
        {
            Up.Send(VirtualPacketKind.Message, lane, message);
        }
    }

    public bool TryReceive(out VirtualPacket packet)
    {
        if (!Down.TryReceive(out packet))
        {
            return false;
        }

        IsClosed |= packet.Kind == VirtualPacketKind.Close;
        return true;
    }

    public void Close(ReadOnlySpan<byte> farewell)
    {
        if (!IsClosed)
        {
            IsClosed = true;
            Up.Send(VirtualPacketKind.Close, Lane.Control, farewell);
        }
    }

    /// <summary>Both directions are cut, nobody is told.</summary>
    public void Vanish()
    {
        Up.IsCut = true;
        Down.IsCut = true;
    }
}
