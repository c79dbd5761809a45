using System.Buffers.Binary;
using LiteNetLib.Wire;

namespace LiteNetLib.Transport;

/// <summary>
/// Collects the packets of one peer's update into as few datagrams as possible. One builder serves all peers of a manager, one after
/// another; it is empty between them.
/// </summary>
internal sealed class DatagramBuilder
{
    private readonly byte[] _buffer = new byte[WireLimits.MaxDatagram + 1];
    private int _used;
    private int _entries;

    public void Add(LiteNetPeer peer, ReadOnlySpan<byte> packet)
    {
        int cost = packet.Length + WireLimits.EntryHeader + WireLimits.UnreliableHeader;
        if (cost + WireLimits.MergeSlack >= peer.Mtu)
        {
            peer.Owner.SendToPeer(peer, packet);
            return;
        }

        if (_used + cost > peer.Mtu)
        {
            Flush(peer);
        }

        Span<byte> entry = _buffer.AsSpan(WireLimits.UnreliableHeader + _used);
        BinaryPrimitives.WriteUInt16LittleEndian(entry, (ushort)packet.Length);
        packet.CopyTo(entry[WireLimits.EntryHeader..]);
        _used += WireLimits.EntryHeader + packet.Length;
        _entries++;
    }

    public void Flush(LiteNetPeer peer)
    {
        if (_entries == 0)
        {
            return;
        }

        Span<byte> datagram = _buffer.AsSpan(0, WireLimits.UnreliableHeader + _used);
        if (_entries == 1)
        {
            // A lone packet goes bare.
            datagram = datagram[(WireLimits.UnreliableHeader + WireLimits.EntryHeader)..];
        }
        else
        {
            datagram[0] = peer.MakeHeader(PacketType.Merged);
        }

        _used = 0;
        _entries = 0;
        peer.Owner.SendToPeer(peer, datagram);
    }
}
