using LiteNetLib.Buffers;
using LiteNetLib.Wire;

namespace LiteNetLib.Channels;

/// <summary>One channel of one peer: its sending and its receiving half. Called under the manager's gate.</summary>
internal abstract class Channel(LiteNetPeer peer, int id)
{
    protected LiteNetPeer Peer { get; } = peer;

    public int Id { get; } = id;

    /// <summary>When <see cref="Update"/> has something to do next, in microseconds; 0 means at once, long.MaxValue never.</summary>
    public long WakeAt { get; protected set; } = long.MaxValue;

    /// <summary>Packets waiting for the window or for the next update.</summary>
    public abstract int QueuedPackets { get; }

    public abstract void Enqueue(ReadOnlySpan<byte> data, bool wantsEvent, object? userData);

    public abstract void Receive(in Incoming packet, PacketType type);

    public abstract void ReceiveAck(ReadOnlySpan<byte> ack);

    /// <summary>Sends what is due: an owed acknowledgement first, then new and repeated packets.</summary>
    public abstract void Update(long now);

    /// <summary>Gives every buffer back; the connection is over.</summary>
    public abstract void Release();

    protected void Wake()
    {
        WakeAt = 0;
        Peer.Wake();
    }

    protected void Drop(DropCause cause) => Peer.Owner.Drops.Count(cause);
}
