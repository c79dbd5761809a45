using System.Buffers.Binary;

namespace LiteNetLib.Wire;

/// <summary>
/// 0 header; 1 i32 protocol number; 5 i64 connection time; 13 i32 sender's peer id; 17 u8 size of the address blob (16 or 28); 18 blob: the
/// socket address the sender dials; then the connect data.
/// </summary>
internal readonly ref struct ConnectRequestLayout
{
    private ConnectRequestLayout(ReadOnlySpan<byte> packet, Dialect dialect)
    {
        Dialect = dialect;
        Number = Header.ConnectionNumber(packet[0]);
        Time = BinaryPrimitives.ReadInt64LittleEndian(packet[5..]);
        PeerId = BinaryPrimitives.ReadInt32LittleEndian(packet[13..]);
        Address = packet.Slice(WireLimits.RequestHeader, packet[17]);
        DataOffset = WireLimits.RequestHeader + packet[17];
        Data = packet[DataOffset..];
    }

    public Dialect Dialect { get; }

    public int Number { get; }

    public long Time { get; }

    public int PeerId { get; }

    public ReadOnlySpan<byte> Address { get; }

    public int DataOffset { get; }

    public ReadOnlySpan<byte> Data { get; }

    /// <summary>
    /// Whether this is a connect request of either dialect. A 2.x request has type 6, where 1.x has the accept of always 15 bytes; a 1.x one
    /// has type 5, where 2.x has the pong of always 11 bytes: so length and fields decide without knowing the sender.
    /// </summary>
    public static bool IsRequest(ReadOnlySpan<byte> packet, out Dialect dialect)
    {
        dialect = Dialect.V2;
        if (packet.Length < WireLimits.RequestHeader || Header.IsFragment(packet[0]))
        {
            return false;
        }

        int type = packet[0] & Header.TypeMask;
        if (type == (int)PacketType.ConnectRequest)
        {
            return true;
        }

        dialect = Dialect.V1;
        return type == (int)PacketType.ConnectRequest - 1 && HasRightProtocol(packet) && HasWholeAddress(packet);
    }

    public static bool HasRightProtocol(ReadOnlySpan<byte> packet)
        => BinaryPrimitives.ReadInt32LittleEndian(packet[1..]) == WireLimits.ProtocolNumber;

    public static bool TryRead(ReadOnlySpan<byte> packet, Dialect dialect, out ConnectRequestLayout request)
    {
        if (!HasWholeAddress(packet))
        {
            request = default;
            return false;
        }

        request = new ConnectRequestLayout(packet, dialect);
        return true;
    }

    public static byte[] Build(Dialect dialect, int number, long time, int peerId, ReadOnlySpan<byte> address, ReadOnlySpan<byte> data)
    {
        byte[] packet = new byte[WireLimits.RequestHeader + address.Length + data.Length];
        packet[0] = Header.Make(dialect, PacketType.ConnectRequest, number);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(1), WireLimits.ProtocolNumber);
        BinaryPrimitives.WriteInt64LittleEndian(packet.AsSpan(5), time);
        BinaryPrimitives.WriteInt32LittleEndian(packet.AsSpan(13), peerId);
        packet[17] = (byte)address.Length;
        address.CopyTo(packet.AsSpan(WireLimits.RequestHeader));
        data.CopyTo(packet.AsSpan(WireLimits.RequestHeader + address.Length));
        return packet;
    }

    private static bool HasWholeAddress(ReadOnlySpan<byte> packet)
        => packet[17] is WireLimits.BlobV4 or WireLimits.BlobV6 && packet.Length >= WireLimits.RequestHeader + packet[17];
}
