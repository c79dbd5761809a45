using LiteNetLib.Fragments;
using LiteNetLib.Wire;

namespace LiteNetLib.Buffers;

/// <summary>A pooled buffer for one datagram or one packet inside of it, with what the reliable sender notes about it.</summary>
internal sealed class Packet
{
    public const long NeverSent = -1;

    /// <summary>One byte more than a datagram may have, so that an oversized one is recognised instead of cut.</summary>
    public readonly byte[] Data = new byte[WireLimits.MaxDatagram + 1];

    public int Length;

    /// <summary>Who holds the packet: a queue, a receiving loop, each message that lies in it. It returns to the pool with the last.</summary>
    public int Holders;

    /// <summary>Link of the queue the packet is in.</summary>
    public Packet? Next;

    /// <summary>Time of the last sending in microseconds, or <see cref="NeverSent"/>.</summary>
    public long SentAt = NeverSent;

    /// <summary>Messages inside (reliable merging).</summary>
    public int Messages;

    /// <summary>The fragmented message this is a part of.</summary>
    public FragmentedSend? Whole;

    /// <summary>User data of the messages inside that asked for a delivery event. Kept with the packet in the pool.</summary>
    public List<object?>? DeliveryEvents;

    public Span<byte> Written => Data.AsSpan(0, Length);

    public bool IsShared => Holders > 1;

    public Packet Share()
    {
        Holders++;
        return this;
    }

    public void Reset()
    {
        Length = 0;
        Next = null;
        SentAt = NeverSent;
        Messages = 0;
        Whole = null;
        DeliveryEvents?.Clear();
    }
}
