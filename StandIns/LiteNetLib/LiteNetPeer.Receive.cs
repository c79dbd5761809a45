using System.Buffers.Binary;
using LiteNetLib.Buffers;
using LiteNetLib.Wire;

namespace LiteNetLib;

/// <content>What a connected peer does with a packet that passed the first check. Called under the gate.</content>
public abstract partial class LiteNetPeer
{
    /// <summary>One pong per datagram: a merged one may hold hundreds of pings.</summary>
    private bool _hasAnsweredPing;

    internal void Process(in Incoming packet, PacketType type)
    {
        if (ConnectionState is ConnectionState.Outgoing or ConnectionState.Disconnected)
        {
            Drop(DropCause.WrongState);
            return;
        }

        if (type == PacketType.ShutdownOk)
        {
            FinishShutdown();
            return;
        }

        if (!HasRightNumber(packet.Bytes[0], type))
        {
            return;
        }

        if (ConnectionState == ConnectionState.ShutdownRequested)
        {
            Drop(DropCause.WrongState);
            return;
        }

        LastPacketAt = NetManager.Now;
        _hasAnsweredPing = false;
        Dispatch(packet, type, 0);
    }

    /// <summary>Hands a message to the application.</summary>
    internal void Deliver(in Incoming packet, int start, int length, int channelId)
        => NetManager.QueueReceived(this, packet, start, length, ChannelId.Number(channelId), ChannelId.Method(channelId));

    internal void DeliverFragment(FragmentLayout part, ReadOnlySpan<byte> data, int channelId)
    {
        if (Fragments.Add(part, data, channelId, NetManager.Now, out byte[] message, out int length))
        {
            NetManager.QueueAssembled(this, message, length, ChannelId.Number(channelId), ChannelId.Method(channelId));
        }

        Wake();
    }

    /// <summary>An outgoing packet was acknowledged: raise what was asked for and give the buffer back.</summary>
    internal void ReleaseDelivered(Packet packet)
    {
        if (packet.DeliveryEvents is { Count: > 0 } events)
        {
            foreach (object? userData in events)
            {
                NetManager.QueueDelivered(this, userData);
            }
        }

        if (packet.Whole is { } whole && --whole.PartsLeft == 0)
        {
            NetManager.QueueDelivered(this, whole.UserData);
        }

        NetManager.Pool.Return(packet);
    }

    private void Drop(DropCause cause) => NetManager.Drops.Count(cause);

    /// <summary>
    /// Genuine peers leave the number out of MTU probes, so discovery stops working on later connections of a pair; we let those through.
    /// </summary>
    private bool HasRightNumber(byte header, PacketType type)
    {
        int number = Header.ConnectionNumber(header);
        if (number == Number || (number == 0 && type is PacketType.MtuCheck or PacketType.MtuOk))
        {
            return true;
        }

        Drop(DropCause.WrongConnectionNumber);
        return false;
    }

    private void Dispatch(in Incoming packet, PacketType type, int depth)
    {
        switch (type)
        {
            case PacketType.Unreliable:
                NetManager.QueueReceived(this, packet, 1, packet.Length - 1, 0, DeliveryMethod.Unreliable);
                break;
            case PacketType.Channeled or PacketType.ReliableMerged:
                ReceiveOnChannel(packet, type);
                break;
            case PacketType.Ack:
                ReceiveAck(packet.Bytes);
                break;
            case PacketType.Merged:
                ReceiveMerged(packet, depth);
                break;
            case PacketType.Ping:
                AnswerPing(packet.Bytes);
                break;
            case PacketType.Pong:
                TakePong(packet.Bytes);
                break;
            case PacketType.MtuCheck or PacketType.MtuOk when depth == 0:
                ReceiveMtu(packet.Bytes, type);
                break;
            case PacketType.Empty:
                break;
            default:
                Drop(DropCause.WrongState);
                break;
        }
    }

    private void ReceiveOnChannel(in Incoming packet, PacketType type)
    {
        byte id = packet.Bytes[3];
        if (id >= _channels.Length)
        {
            Drop(DropCause.UnknownChannel);
            return;
        }

        OpenChannel(id).Receive(packet, type);
    }

    private void ReceiveAck(ReadOnlySpan<byte> ack)
    {
        byte id = ack[3];
        if (id >= _channels.Length || _channels[id] is not { } channel)
        {
            Drop(DropCause.UnknownChannel);
            return;
        }

        channel.ReceiveAck(ack);
    }

    /// <summary>u16 length and a complete packet, repeated; ends at a length of 0, past the end, or at a packet that fails the first check.</summary>
    private void ReceiveMerged(in Incoming merged, int depth)
    {
        if (depth >= WireLimits.MaxMergedDepth)
        {
            Drop(DropCause.BadMerge);
            return;
        }

        int at = WireLimits.UnreliableHeader;
        while (merged.Length - at > WireLimits.EntryHeader)
        {
            int length = BinaryPrimitives.ReadUInt16LittleEndian(merged.Bytes[at..]);
            at += WireLimits.EntryHeader;
            if (length == 0 || length > merged.Length - at || !Header.TryRead(Dialect, merged.Bytes.Slice(at, length), out PacketType type))
            {
                Drop(DropCause.BadMerge);
                return;
            }

            var inner = new Incoming(merged.Buffer, merged.Offset + at, length);
            if (HasRightNumber(inner.Bytes[0], type))
            {
                Dispatch(inner, type, depth + 1);
            }

            at += length;
        }
    }

    private void AnswerPing(ReadOnlySpan<byte> ping)
    {
        ushort number = BinaryPrimitives.ReadUInt16LittleEndian(ping[1..]);
        if (_hasAnsweredPing || !_roundTrip.Answer(number))
        {
            Drop(DropCause.Stale);
            return;
        }

        _hasAnsweredPing = true;

        Span<byte> pong = stackalloc byte[WireLimits.PongSize];
        pong[0] = MakeHeader(PacketType.Pong);
        BinaryPrimitives.WriteUInt16LittleEndian(pong[1..], number);
        BinaryPrimitives.WriteInt64LittleEndian(pong[3..], NetManager.UtcTicks);
        NetManager.SendToPeer(this, pong);
    }

    private void TakePong(ReadOnlySpan<byte> pong)
    {
        if (!_roundTrip.Finish(BinaryPrimitives.ReadUInt16LittleEndian(pong[1..]), out int sample))
        {
            Drop(DropCause.Stale);
            return;
        }

        UpdateResendDelay();
        long remoteTicks = BinaryPrimitives.ReadInt64LittleEndian(pong[3..]);

        // A lie in this field may be any number; the difference wraps instead of throwing and is only ever shown.
        RemoteTimeDelta = ClampTime(unchecked(remoteTicks + (sample * TimeSpan.TicksPerMillisecond / 2)), NetManager.UtcTicks);
        NetManager.QueueLatency(this, sample / 2);
    }

    /// <summary>Keeps our time plus the difference within what a DateTime can hold.</summary>
    private static long ClampTime(long remoteTicks, long ownTicks)
        => Math.Clamp(remoteTicks, DateTime.MinValue.Ticks, DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay) - ownTicks;

    private void ReceiveMtu(ReadOnlySpan<byte> packet, PacketType type)
    {
        if (type == PacketType.MtuOk)
        {
            if (_mtu.TakeEcho(packet))
            {
                Wake();
            }

            return;
        }

        if (!_mtu.TakeProbe(packet))
        {
            Drop(DropCause.Malformed);
            return;
        }

        Span<byte> echo = stackalloc byte[WireLimits.MaxDatagram];
        packet.CopyTo(echo);
        echo[0] = Header.Make(Dialect, PacketType.MtuOk, Header.ConnectionNumber(packet[0]));
        NetManager.SendToPeer(this, echo[..packet.Length]);
    }
}
