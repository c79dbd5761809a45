using System.Buffers.Binary;
using LiteNetLib.Buffers;
using LiteNetLib.Fragments;
using LiteNetLib.Wire;

namespace LiteNetLib.Channels;

/// <content>
/// The sending half. Messages are packed when they are queued: a small one joins the last waiting packet as long as the 2.x dialect allows
/// it. Sequences are given when a packet enters the window.
/// </content>
internal sealed partial class ReliableChannel
{
    private Packet?[]? _inFlight;
    private int _windowStart;
    private int _next;

    public override void Enqueue(ReadOnlySpan<byte> data, bool wantsEvent, object? userData)
    {
        if (data.Length + WireLimits.ChanneledHeader > Peer.Mtu)
        {
            EnqueueFragments(data, wantsEvent, userData);
        }
        else
        {
            EnqueueWhole(data, wantsEvent, userData);
        }

        QueuedMessages++;
        if (_queue.Count > Peer.Owner.Limits.ReliableQueuePackets)
        {
            Drop(DropCause.ReliableQueueFull);
            Peer.Owner.DropSlowPeer(Peer);
            return;
        }

        Wake();
    }

    public override void ReceiveAck(ReadOnlySpan<byte> ack)
    {
        int start = BinaryPrimitives.ReadUInt16LittleEndian(ack[1..]);
        if (ack.Length != WireLimits.WindowAckSize || !Sequence.IsValid(start))
        {
            Drop(DropCause.OutsideWindow);
            return;
        }

        int lag = Sequence.Distance(_windowStart, start);
        if (lag is < 0 or >= WireLimits.Window)
        {
            Drop(DropCause.OutsideWindow);
            return;
        }

        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(ack[4..]);
        int missing = 0;
        for (int sequence = _windowStart; sequence != _next && Sequence.Distance(sequence, start) < WireLimits.Window;
             sequence = Sequence.Next(sequence))
        {
            if ((bits & (1UL << (sequence & SlotMask))) == 0)
            {
                missing++;
                continue;
            }

            ref Packet? slot = ref _inFlight![sequence & SlotMask];
            if (slot is not null)
            {
                Peer.ReleaseDelivered(slot);
                slot = null;
            }
        }

        while (_windowStart != _next && _inFlight![_windowStart & SlotMask] is null)
        {
            _windowStart = Sequence.Next(_windowStart);
        }

        if (missing > 0)
        {
            Peer.CountLoss(missing);
        }

        if (_queue.Count > 0)
        {
            Wake();
        }
    }

    private void EnqueueWhole(ReadOnlySpan<byte> data, bool wantsEvent, object? userData)
    {
        int room = Peer.Mtu - WireLimits.ChanneledHeader;

        // An empty entry would end the receiver's walk and be lost, so an empty message goes plain.
        bool mayMerge = Peer.Dialect == Dialect.V2 && data.Length > 0 && data.Length + WireLimits.EntryHeader <= room;
        Packet? packet = mayMerge ? FindOpenPacket(data.Length, room) : null;
        if (packet is null)
        {
            packet = Peer.Owner.Pool.Rent();
            packet.Data[0] = Peer.MakeHeader(mayMerge ? PacketType.ReliableMerged : PacketType.Channeled);
            packet.Data[3] = (byte)Id;
            packet.Length = WireLimits.ChanneledHeader;
            _queue.Enqueue(packet);
        }

        if (mayMerge)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(packet.Data.AsSpan(packet.Length), (ushort)data.Length);
            packet.Length += WireLimits.EntryHeader;
        }

        data.CopyTo(packet.Data.AsSpan(packet.Length));
        packet.Length += data.Length;
        packet.Messages++;
        if (wantsEvent)
        {
            (packet.DeliveryEvents ??= []).Add(userData);
        }
    }

    private Packet? FindOpenPacket(int length, int room)
    {
        Packet? last = _queue.Last;
        if (last is null || (last.Data[0] & Header.TypeMask) != (int)PacketType.ReliableMerged)
        {
            return null;
        }

        int used = last.Length - WireLimits.ChanneledHeader;
        return used + WireLimits.EntryHeader + length + WireLimits.MergeSlack <= room ? last : null;
    }

    private void EnqueueFragments(ReadOnlySpan<byte> data, bool wantsEvent, object? userData)
    {
        const int HeaderSize = WireLimits.ChanneledHeader + WireLimits.FragmentHeader;
        int partSize = Peer.Mtu - HeaderSize;
        int parts = ((data.Length - 1) / partSize) + 1;
        if (parts > Math.Min((int)Peer.Owner.MaxFragmentsCount, ushort.MaxValue))
        {
            throw new TooBigPacketException("The message needs more fragments than MaxFragmentsCount allows.");
        }

        FragmentedSend? whole = wantsEvent ? new FragmentedSend(parts, userData) : null;
        ushort id = Peer.NextFragmentId();
        for (int index = 0; index < parts; index++)
        {
            ReadOnlySpan<byte> part = data.Slice(index * partSize, Math.Min(partSize, data.Length - (index * partSize)));
            Packet packet = Peer.Owner.Pool.Rent();
            packet.Data[0] = (byte)(Peer.MakeHeader(PacketType.Channeled) | Header.FragmentFlag);
            packet.Data[3] = (byte)Id;
            new FragmentLayout(id, (ushort)index, (ushort)parts).Write(packet.Data);
            part.CopyTo(packet.Data.AsSpan(HeaderSize));
            packet.Length = HeaderSize + part.Length;
            packet.Messages = index == parts - 1 ? 1 : 0;
            packet.Whole = whole;
            _queue.Enqueue(packet);
        }
    }

    private void FillWindow()
    {
        while (_queue.Count > 0 && Sequence.Distance(_next, _windowStart) < WireLimits.Window)
        {
            Packet packet = _queue.Dequeue()!;
            BinaryPrimitives.WriteUInt16LittleEndian(packet.Data.AsSpan(1), (ushort)_next);
            (_inFlight ??= new Packet?[WireLimits.Window])[_next & SlotMask] = packet;
            _next = Sequence.Next(_next);
            QueuedMessages -= packet.Messages;
        }
    }

    private void SendDue(long now)
    {
        for (int sequence = _windowStart; sequence != _next; sequence = Sequence.Next(sequence))
        {
            if (_inFlight![sequence & SlotMask] is not { } packet)
            {
                continue;
            }

            if (packet.SentAt == Packet.NeverSent || now - packet.SentAt >= Peer.ResendDelay)
            {
                packet.SentAt = now;
                Peer.Transmit(packet.Written);
            }

            WakeAt = Math.Min(WakeAt, packet.SentAt + Peer.ResendDelay);
        }
    }
}
