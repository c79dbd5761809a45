using System.Buffers.Binary;
using LiteNetLib.Buffers;
using LiteNetLib.Wire;

namespace LiteNetLib.Channels;

/// <summary>
/// Newest wins: a packet is delivered only when it is ahead of the last delivered one. The reliable kind keeps the last packet sent and
/// repeats it until exactly that one is acknowledged. The first sequence is 1.
/// </summary>
internal sealed class SequencedChannel(LiteNetPeer peer, int id, bool isReliable) : Channel(peer, id)
{
    private PacketQueue _queue;
    private Packet? _last;
    private int _sent = peer.FirstSequence;
    private int _received = peer.FirstSequence;
    private bool _owesAck;

    public override int QueuedPackets => _queue.Count;

    public override void Enqueue(ReadOnlySpan<byte> data, bool wantsEvent, object? userData)
    {
        if (data.Length > Peer.Mtu - WireLimits.ChanneledHeader)
        {
            throw new TooBigPacketException("Sequenced messages must fit into one datagram.");
        }

        if (_queue.Count >= Peer.Owner.Limits.UnreliableQueuePackets)
        {
            Drop(DropCause.SendQueueFull);
            return;
        }

        Packet packet = Peer.Owner.Pool.Rent();
        packet.Data[0] = Peer.MakeHeader(PacketType.Channeled);
        packet.Data[3] = (byte)Id;
        data.CopyTo(packet.Data.AsSpan(WireLimits.ChanneledHeader));
        packet.Length = WireLimits.ChanneledHeader + data.Length;
        if (wantsEvent)
        {
            (packet.DeliveryEvents ??= []).Add(userData);
        }

        _queue.Enqueue(packet);
        Wake();
    }

    public override void Receive(in Incoming packet, PacketType type)
    {
        int sequence = BinaryPrimitives.ReadUInt16LittleEndian(packet.Bytes[1..]);
        if (type != PacketType.Channeled || Header.IsFragment(packet.Bytes[0]))
        {
            Drop(DropCause.BadFragment);
            return;
        }

        if (!Sequence.IsValid(sequence))
        {
            Drop(DropCause.OutsideWindow);
            return;
        }

        if (isReliable)
        {
            _owesAck = true;
            Wake();
        }

        int ahead = Sequence.Distance(sequence, _received);
        if (ahead <= 0)
        {
            Drop(DropCause.Stale);
            return;
        }

        if (ahead > 1)
        {
            Peer.CountLoss(ahead - 1);
        }

        _received = sequence;
        Peer.Deliver(packet, WireLimits.ChanneledHeader, packet.Length - WireLimits.ChanneledHeader, Id);
    }

    public override void ReceiveAck(ReadOnlySpan<byte> ack)
    {
        if (!isReliable || ack.Length != WireLimits.SequenceAckSize || _last is null)
        {
            return;
        }

        if (BinaryPrimitives.ReadUInt16LittleEndian(ack[1..]) == BinaryPrimitives.ReadUInt16LittleEndian(_last.Data.AsSpan(1)))
        {
            Peer.ReleaseDelivered(_last);
            _last = null;
        }
    }

    public override void Update(long now)
    {
        WakeAt = long.MaxValue;
        if (_owesAck)
        {
            _owesAck = false;
            Span<byte> ack = stackalloc byte[WireLimits.SequenceAckSize];
            ack[0] = Peer.MakeHeader(PacketType.Ack);
            BinaryPrimitives.WriteUInt16LittleEndian(ack[1..], (ushort)_received);
            ack[3] = (byte)Id;
            Peer.Transmit(ack);
        }

        bool sentNew = false;
        while (_queue.Dequeue() is { } packet)
        {
            sentNew = true;
            _sent = Sequence.Next(_sent);
            BinaryPrimitives.WriteUInt16LittleEndian(packet.Data.AsSpan(1), (ushort)_sent);
            Peer.Transmit(packet.Written);
            Remember(packet, now);
        }

        if (_last is null)
        {
            return;
        }

        if (!sentNew && now - _last.SentAt >= Peer.ResendDelay)
        {
            Peer.Transmit(_last.Written);
            _last.SentAt = now;
        }

        WakeAt = _last.SentAt + Peer.ResendDelay;
    }

    public override void Release()
    {
        _queue.ReleaseAll(Peer.Owner.Pool);
        if (_last is not null)
        {
            Peer.Owner.Pool.Return(_last);
            _last = null;
        }

        WakeAt = long.MaxValue;
    }

    private void Remember(Packet packet, long now)
    {
        if (!isReliable)
        {
            Peer.Owner.Pool.Return(packet);
            return;
        }

        if (_last is not null)
        {
            Peer.Owner.Pool.Return(_last);
        }

        _last = packet;
        packet.SentAt = now;
    }
}
