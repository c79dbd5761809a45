namespace Ecs.Protocol.LiteNet;

/// <summary>
/// What the gates on both sides need to know of LiteNetLib 2.x's datagrams; <c>docs/gate.md</c> says what they do with it. The
/// numbers are facts of the library's wire.
/// </summary>
public static class GateWire
{
    /// <summary>Bits of a datagram's first byte that say its type.</summary>
    public const byte TypeMask = 0x1F;

    /// <summary>Bits of a datagram's first byte that tell successive connections of one address apart.</summary>
    public const byte ConnectionNumberMask = 0x60;

    /// <summary>Bit of a datagram's first byte: part of a larger message.</summary>
    public const byte FragmentBit = 0x80;

    /// <summary>Where a connect request has its protocol number, four bytes.</summary>
    public const int RequestProtocolAt = 1;

    /// <summary>The protocol number of the 2.x line.</summary>
    public const int RequestProtocol = 13;

    /// <summary>Where a connect request has its time, eight bytes; whoever refuses it gives it back.</summary>
    public const int RequestTimeAt = 5;

    public const int RequestTimeBytes = 8;

    /// <summary>Where a connect request has the length of the address behind, one byte.</summary>
    public const int RequestAddressLengthAt = 17;

    /// <summary>Bytes of a connect request before its address.</summary>
    public const int RequestHeadBytes = 18;

    private const int KeyLengthBytes = 2;

    private const int LongestKeyBytes = 9;

    /// <summary>A proof that a connection belongs to whoever moved to another address: exactly so many bytes, of type <see cref="GatePacket.PeerNotFound"/>.</summary>
    public const int ProofBytes = 15;

    /// <summary>Bytes of a cookie: at the end of a refusal's data, and then at the end of the next request's.</summary>
    public const int CookieBytes = 20;

    /// <summary>
    /// Messages in one datagram of a client: more than honest ones say at once, and few enough that the datagram costs the server less than
    /// 20 us.
    /// </summary>
    public const int LongestClientList = 64;

    /// <summary>Acknowledgements in one datagram of a client, which has one lane to acknowledge; each is looked at for all that waits.</summary>
    public const int MostAcknowledgements = 8;

    private const int ReliableHeadBytes = 4;

    /// <summary>A cookie's first four bytes, little-endian: "ECK1".</summary>
    public const uint CookieMark = 0x314B_4345;

    /// <summary>Whether data ends like a cookie; says nothing about its truth.</summary>
    public static bool EndsLikeCookie(ReadOnlySpan<byte> data) =>
        data.Length >= CookieBytes
        && System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(data[^CookieBytes..]) == CookieMark;

    /// <summary>Whether the data of a request are the key of some version of our wire and nothing else.</summary>
    public static bool TryGetVersion(ReadOnlySpan<byte> data, out ushort version)
    {
        // A string of the library: its length in bytes and one more, two bytes; then UTF-8. The longest key has five digits.
        version = 0;
        return data.Length is > KeyLengthBytes and <= KeyLengthBytes + LongestKeyBytes
            && System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(data) == data.Length - KeyLengthBytes + 1
            && Limits.TryGetVersion(System.Text.Encoding.UTF8.GetString(data[KeyLengthBytes..]), out version);
    }

    /// <summary>The type of a datagram that is not empty.</summary>
    public static GatePacket TypeOf(ReadOnlySpan<byte> packet) => (GatePacket)(packet[0] & TypeMask);

    /// <summary>
    /// Whether a merged datagram is a plain list of data and acknowledgements: no list within the list, no ping, which the library answers one
    /// by one, and when <paramref name="isFromClient"/> no part of a larger message and not too many messages. The rest of a list that
    /// breaks off is nobody's.
    /// </summary>
    public static MergedFault JudgeMerged(ReadOnlySpan<byte> packet, bool isFromClient)
    {
        var messages = 0;
        var acknowledgements = 0;
        for (var rest = packet[1..]; TryTakeEntry(ref rest, out var entry);)
        {
            if (isFromClient && (entry[0] & FragmentBit) != 0)
                return MergedFault.Fragment;

            if (TypeOf(entry) > GatePacket.Ack)
                return MergedFault.Nested;

            messages += TypeOf(entry) == GatePacket.ReliableMerged ? CountReliable(entry) : 1;
            acknowledgements += TypeOf(entry) == GatePacket.Ack ? 1 : 0;
            if (isFromClient && (messages > LongestClientList || acknowledgements > MostAcknowledgements))
                return MergedFault.Long;
        }

        return MergedFault.None;
    }

    /// <summary>Messages in a packet of several reliable ones.</summary>
    public static int CountReliable(ReadOnlySpan<byte> packet)
    {
        var messages = 0;
        for (var rest = packet[Math.Min(ReliableHeadBytes, packet.Length)..]; TryTakeEntry(ref rest, out _);)
            messages++;

        return messages;
    }

    private static bool TryTakeEntry(ref ReadOnlySpan<byte> rest, out ReadOnlySpan<byte> entry)
    {
        entry = default;
        if (rest.Length <= 2)
            return false;

        int length = System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(rest);
        if (length == 0 || length > rest.Length - 2)
            return false;

        entry = rest.Slice(2, length);
        rest = rest[(2 + length)..];
        return true;
    }
}
