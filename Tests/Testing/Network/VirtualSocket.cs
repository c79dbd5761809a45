using System.Net;
using System.Text;
using Ecs.Protocol;

namespace Ecs.Tests.Testing.Network;

/// <summary>The client's end of a virtual connection.</summary>
public sealed class VirtualSocket
{
    internal VirtualSocket(VirtualLink up, VirtualLink down, string connectKey, IPAddress address)
    {
        Up = up;
        Down = down;
        Source = address;
        up.Send(VirtualPacketKind.Connect, Lane.Control, Encoding.UTF8.GetBytes(connectKey));
    }

    /// <summary>From the client to the server.</summary>
    public VirtualLink Up { get; }

    /// <summary>From the server to the client.</summary>
    public VirtualLink Down { get; }

    /// <summary>Where the client connects from.</summary>
    public IPAddress Source { get; }

    public bool IsClosed { get; private set; }

    public void Send(Lane lane, ReadOnlySpan<byte> message)
    {
        if (!IsClosed)
            Up.Send(VirtualPacketKind.Message, lane, message);
    }

    public bool TryReceive(out VirtualPacket packet)
    {
        if (!Down.TryReceive(out packet))
            return false;

        IsClosed |= packet.Kind == VirtualPacketKind.Close;
        if (packet.Delivery is { } delivery)
        {
            // The receipt is a packet as well.
            delivery.IsDone = !Up.IsCut && !Up.IsHeld;
        }

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

    /// <summary>The client's end is gone, and with it what was on the way here; nobody is told.</summary>
    public void Abandon()
    {
        IsClosed = true;
        Up.IsCut = true;
        Down.Break();
    }

    /// <summary>Both directions are cut, nobody is told.</summary>
    public void Vanish()
    {
        Up.IsCut = true;
        Down.IsCut = true;
    }
}
