using System.Buffers.Binary;
using LiteNetLib.Wire;

namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>Says in words what a datagram means, with the layouts of the library.</summary>
internal static class DatagramText
{
    public static string Describe(Dialect dialect, ReadOnlySpan<byte> packet)
    {
        if (ConnectRequestLayout.IsRequest(packet, out Dialect told))
        {
            return told == dialect ? DescribeRequest(dialect, packet) : $"request of dialect {told}";
        }

        if (!Header.TryRead(dialect, packet, out PacketType type))
        {
            return "malformed";
        }

        return type switch
        {
            PacketType.Unreliable => $"unreliable {Hex(packet[1..])}".TrimEnd(),
            PacketType.Channeled or PacketType.ReliableMerged => DescribeChanneled(packet, type),
            PacketType.Ack => DescribeAck(packet),
            PacketType.Ping => $"ping {U16(packet[1..])}",
            PacketType.Pong => $"pong {U16(packet[1..])} at {Hex(packet.Slice(3, 8))}",
            PacketType.ConnectAccept => DescribeAccept("accept", packet),
            PacketType.Disconnect => $"disconnect number {Header.ConnectionNumber(packet[0])} time {Hex(packet.Slice(1, 8))}: {Hex(packet[9..])}".TrimEnd(),
            PacketType.UnconnectedMessage => $"unconnected {Hex(packet[1..])}",
            PacketType.MtuCheck => $"size check {BinaryPrimitives.ReadInt32LittleEndian(packet[1..])}",
            PacketType.MtuOk => $"size ok {BinaryPrimitives.ReadInt32LittleEndian(packet[1..])}",
            PacketType.Merged => $"merged [{string.Join(", ", DescribeMerged(dialect, packet))}]",
            PacketType.ShutdownOk => "shutdown ok",
            PacketType.PeerNotFound when packet.Length == 1 => "unknown peer",
            PacketType.PeerNotFound when packet.Length == 2 => "unknown peer, final",
            PacketType.PeerNotFound => DescribeAccept("moved peer", packet),
            PacketType.InvalidProtocol => "invalid protocol",
            PacketType.NatMessage => "nat",
            PacketType.Empty => "empty",
            _ => type.ToString(),
        };
    }

    private static string DescribeRequest(Dialect dialect, ReadOnlySpan<byte> packet)
    {
        if (!ConnectRequestLayout.HasRightProtocol(packet))
        {
            return "request of another protocol";
        }

        return ConnectRequestLayout.TryRead(packet, dialect, out ConnectRequestLayout request)
            ? $"request number {request.Number} time {Time(request.Time)} id {request.PeerId} address {Hex(request.Address)} data {Hex(request.Data)}"
            : "malformed";
    }

    private static string DescribeAccept(string name, ReadOnlySpan<byte> packet)
        => ConnectAcceptLayout.TryRead(packet, out ConnectAcceptLayout accept) && accept.IsMoveProof == (name != "accept")
            ? $"{name} time {Time(accept.Time)} number {accept.Number} id {accept.PeerId}"
            : "malformed";

    private static string DescribeChanneled(ReadOnlySpan<byte> packet, PacketType type)
    {
        string head = $"channel {ChannelId.Number(packet[3])} {ChannelId.Method(packet[3])} sequence {U16(packet[1..])}:";
        if (type == PacketType.ReliableMerged)
        {
            return $"{head} [{string.Join(", ", Entries(packet, WireLimits.ChanneledHeader).Select(e => Hex(e)))}]";
        }

        if (Header.IsFragment(packet[0]))
        {
            FragmentLayout part = FragmentLayout.Read(packet);
            return $"{head} part {part.Index} of {part.Total} of message {part.Id}: {Hex(packet[10..])}";
        }

        return $"{head} {Hex(packet[4..])}".TrimEnd();
    }

    private static string DescribeAck(ReadOnlySpan<byte> packet)
    {
        string head = $"ack of channel {ChannelId.Number(packet[3])} {ChannelId.Method(packet[3])}";
        int start = U16(packet[1..]);
        if (packet.Length == WireLimits.SequenceAckSize)
        {
            return $"{head} up to {start}";
        }

        ulong bits = BinaryPrimitives.ReadUInt64LittleEndian(packet[4..]);
        List<int> named = [.. Enumerable.Range(start, WireLimits.Window).Where(s => (bits & (1UL << (s % WireLimits.Window))) != 0)];
        return named.Count <= WireLimits.Window / 2
            ? $"{head} start {start}: {string.Join(' ', named)}"
            : $"{head} start {start}: all but {string.Join(' ', Enumerable.Range(start, WireLimits.Window).Except(named))}";
    }

    private static List<string> DescribeMerged(Dialect dialect, ReadOnlySpan<byte> packet)
        => [.. Entries(packet, WireLimits.UnreliableHeader).Select(e => Describe(dialect, e))];

    private static List<byte[]> Entries(ReadOnlySpan<byte> packet, int at)
    {
        var entries = new List<byte[]>();
        while (packet.Length - at >= WireLimits.EntryHeader)
        {
            int length = U16(packet[at..]);
            at += WireLimits.EntryHeader;
            if (length == 0 || length > packet.Length - at)
            {
                break;
            }

            entries.Add(packet.Slice(at, length).ToArray());
            at += length;
        }

        return entries;
    }

    private static string Hex(ReadOnlySpan<byte> bytes) => bytes.Length > 100 ? $"{bytes.Length}*{bytes[0]:x2}" : Convert.ToHexStringLower(bytes);

    private static string Time(long time)
    {
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, time);
        return Hex(bytes);
    }

    private static int U16(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt16LittleEndian(bytes);
}
