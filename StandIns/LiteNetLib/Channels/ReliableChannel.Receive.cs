using System.Buffers.Binary;
using LiteNetLib.Buffers;
using LiteNetLib.Wire;

namespace LiteNetLib.Channels;

/// <content>The receiving half.</content>
internal sealed partial class ReliableChannel
{
    /// <summary>Microseconds between attempts to go on with a held fragment that has no room.</summary>
    private const long BlockedRetry = 50_000;

    private Packet?[]? _held;
    private int _heldCount;
    private bool _isBlocked;
    private int _receiveStart;
    private int _expected;
    private ulong _arrived;
    private bool _owesAck;

    public override void Receive(in Incoming packet, PacketType type)
    {
        int sequence = BinaryPrimitives.ReadUInt16LittleEndian(packet.Bytes[1..]);
        if (!IsInWindow(sequence))
        {
            return;
        }

        int position = Sequence.Distance(sequence, _receiveStart);
        bool isNext = sequence == _expected;
        if (position < WireLimits.Window && IsMarked(sequence))
        {
            Drop(DropCause.Duplicate);
            OweAck();
            return;
        }

        if (!HasRoomFor(packet, type, isNext))
        {
            return;
        }

        if (position >= WireLimits.Window)
        {
            MoveWindow(Sequence.Plus(sequence, 1 - WireLimits.Window));
        }

        _arrived |= 1UL << (sequence & SlotMask);
        OweAck();
        if (isNext)
        {
            DeliverContent(packet, type);
            _expected = Sequence.Next(_expected);
            CatchUp();
        }
        else if (_isOrdered)
        {
            Hold(packet, sequence);
        }
        else
        {
            DeliverContent(packet, type);
        }
    }

    private void OweAck()
    {
        _owesAck = true;
        Wake();
    }

    private bool IsInWindow(int sequence)
    {
        if (!Sequence.IsValid(sequence) || Sequence.Distance(sequence, _receiveStart) < 0)
        {
            Drop(DropCause.OutsideWindow);
            return false;
        }

        if (Sequence.Distance(sequence, _expected) >= WireLimits.Window)
        {
            Drop(DropCause.WindowTrap);
            return false;
        }

        return true;
    }

    private bool IsMarked(int sequence) => (_arrived & (1UL << (sequence & SlotMask))) != 0;

    /// <summary>What has no room is not acknowledged, so it comes again. The packet everybody waits for always has room unless it is a fragment.</summary>
    private bool HasRoomFor(in Incoming packet, PacketType type, bool isNext)
    {
        if (_isOrdered && !isNext)
        {
            return Peer.TryHold();
        }

        if (type != PacketType.Channeled || !Header.IsFragment(packet.Bytes[0]))
        {
            return true;
        }

        int length = packet.Length - WireLimits.ChanneledHeader - WireLimits.FragmentHeader;
        return Peer.Fragments.Admits(FragmentLayout.Read(packet.Bytes), length, Id, isNext);
    }

    private void MoveWindow(int start)
    {
        for (; _receiveStart != start; _receiveStart = Sequence.Next(_receiveStart))
        {
            _arrived &= ~(1UL << (_receiveStart & SlotMask));
        }
    }

    /// <summary>Takes what waited for the packet just delivered.</summary>
    private void CatchUp()
    {
        if (!_isOrdered)
        {
            // The bit of the window's start doubles as that of its end, so the walk stops there.
            while (Sequence.Distance(_expected, _receiveStart) < WireLimits.Window && IsMarked(_expected))
            {
                _expected = Sequence.Next(_expected);
            }

            return;
        }

        while (_heldCount > 0 && _held![_expected & SlotMask] is { } packet)
        {
            Header.TryRead(Peer.Dialect, packet.Written, out PacketType type);
            var incoming = new Incoming(packet, 0, packet.Length);
            if (!HasRoomFor(incoming, type, true))
            {
                // Acknowledged already, so nobody repeats it: the next updates try again.
                _isBlocked = true;
                Wake();
                return;
            }

            _held[_expected & SlotMask] = null;
            _heldCount--;
            Peer.StopHolding();
            DeliverContent(incoming, type);
            Peer.Owner.Pool.Return(packet);
            _expected = Sequence.Next(_expected);
        }
    }

    private void RetryBlocked(long now)
    {
        if (_isBlocked)
        {
            _isBlocked = false;
            CatchUp();
            WakeAt = _isBlocked ? now + BlockedRetry : WakeAt;
        }
    }

    private void Hold(in Incoming packet, int sequence)
    {
        (_held ??= new Packet?[WireLimits.Window])[sequence & SlotMask] = packet.Keep(Peer.Owner.Pool);
        _heldCount++;
    }

    private void DeliverContent(in Incoming packet, PacketType type)
    {
        if (type == PacketType.ReliableMerged)
        {
            DeliverEntries(packet);
        }
        else if (Header.IsFragment(packet.Bytes[0]))
        {
            ReadOnlySpan<byte> bytes = packet.Bytes;
            Peer.DeliverFragment(FragmentLayout.Read(bytes), bytes[(WireLimits.ChanneledHeader + WireLimits.FragmentHeader)..], Id);
        }
        else
        {
            Peer.Deliver(packet, WireLimits.ChanneledHeader, packet.Length - WireLimits.ChanneledHeader, Id);
        }
    }

    /// <summary>u16 length and bytes, repeated. An entry of length 0 or past the end stops the walk, as it does in the original.</summary>
    private void DeliverEntries(in Incoming packet)
    {
        int at = WireLimits.ChanneledHeader;
        while (packet.Length - at >= WireLimits.EntryHeader)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(packet.Bytes[at..]);
            at += WireLimits.EntryHeader;
            if (length == 0 || length > packet.Length - at)
            {
                Drop(DropCause.BadMerge);
                return;
            }

            Peer.Deliver(packet, at, length, Id);
            at += length;
        }
    }

    private void SendOwedAck()
    {
        if (!_owesAck)
        {
            return;
        }

        _owesAck = false;
        Span<byte> ack = stackalloc byte[WireLimits.WindowAckSize];
        ack[0] = Peer.MakeHeader(PacketType.Ack);
        BinaryPrimitives.WriteUInt16LittleEndian(ack[1..], (ushort)_receiveStart);
        ack[3] = (byte)Id;
        BinaryPrimitives.WriteUInt64LittleEndian(ack[4..], _arrived);
        ack[12] = 0;
        Peer.Transmit(ack);
    }
}
