using LiteNetLib.Buffers;
using LiteNetLib.Wire;

namespace LiteNetLib.Channels;

/// <summary>
/// Reliable, ordered or not: a window of 64 packets each way. The receiver's window is a start and 64 bits; bit (sequence mod 64) says that
/// this sequence arrived, wherever the window stands.
/// </summary>
internal sealed partial class ReliableChannel : Channel
{
    private const int SlotMask = WireLimits.Window - 1;

    private readonly bool _isOrdered;
    private PacketQueue _queue;

    public ReliableChannel(LiteNetPeer peer, int id, bool isOrdered)
        : base(peer, id)
    {
        _isOrdered = isOrdered;
        _next = _windowStart = _receiveStart = _expected = peer.FirstSequence;
    }

    public override int QueuedPackets => _queue.Count;

    /// <summary>Messages, not packets, that have not been sent for the first time.</summary>
    public int QueuedMessages { get; private set; }

    public override void Update(long now)
    {
        WakeAt = long.MaxValue;
        RetryBlocked(now);
        SendOwedAck();
        FillWindow();
        SendDue(now);
    }

    public override void Release()
    {
        PacketPool pool = Peer.Owner.Pool;
        _queue.ReleaseAll(pool);
        QueuedMessages = 0;
        ReleaseSlots(_inFlight, pool);
        ReleaseSlots(_held, pool);
        _heldCount = 0;
        _isBlocked = false;
        _windowStart = _next;
        WakeAt = long.MaxValue;
    }

    private static void ReleaseSlots(Packet?[]? slots, PacketPool pool)
    {
        for (int i = 0; i < slots?.Length; i++)
        {
            if (slots[i] is { } packet)
            {
                pool.Return(packet);
                slots[i] = null;
            }
        }
    }
}
