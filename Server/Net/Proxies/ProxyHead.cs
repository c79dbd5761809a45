using System.Buffers.Binary;
using System.Net;
using Ecs.Server.Guards;

namespace Ecs.Server.Net.Proxies;

/// <summary>
/// Reads what a proxy says before its client speaks: the PROXY protocol, version 1 (a line) and version 2 (binary). Nothing is
/// copied, and nothing is read past <see cref="LengthLimit"/>.
/// </summary>
internal static class ProxyHead
{
    /// <summary>Bytes of a head, with what proxies attach to it (version 2), which is passed over.</summary>
    public const int LengthLimit = 4096;

    /// <summary>Bytes of a line, its end included, as the protocol has it.</summary>
    private const int LineLimit = 107;

    private const int FixedLength = 16;
    private const int FourthLength = 12;
    private const int SixthLength = 36;
    private const int FamilyMax = 3;
    private const int TransportMax = 2;

    private static ReadOnlySpan<byte> LineStart => "PROXY "u8;

    private static ReadOnlySpan<byte> Signature => "\r\n\r\n\0\r\nQUIT\n"u8;

    /// <param name="bytes">All that came so far.</param>
    /// <param name="length">Of the head, when it is whole.</param>
    /// <param name="person">Whom the proxy speaks for; null when it speaks for itself or does not say.</param>
    public static ProxyHeadStep Read(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? person)
    {
        length = 0;
        person = null;
        if (bytes.StartsWith(LineStart))
            return ReadLine(bytes, out length, out person);
        if (bytes.StartsWith(Signature))
            return ReadBinary(bytes, out length, out person);
        return LineStart.StartsWith(bytes) || Signature.StartsWith(bytes) ? ProxyHeadStep.NeedsMore : ProxyHeadStep.Absent;
    }

    private static ProxyHeadStep ReadLine(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? person)
    {
        person = null;
        var seen = bytes[..Math.Min(bytes.Length, LineLimit)];
        var end = seen.IndexOf("\r\n"u8);
        length = end + 2;
        if (end < 0)
            return seen.Length == LineLimit ? ProxyHeadStep.Faulty : ProxyHeadStep.NeedsMore;
        var rest = seen[LineStart.Length..end];
        if (rest.SequenceEqual("UNKNOWN"u8) || rest.StartsWith("UNKNOWN "u8))
            return ProxyHeadStep.Whole;
        return TryReadParts(rest, out person) ? ProxyHeadStep.Whole : ProxyHeadStep.Faulty;
    }

    /// <summary><c>TCP4 192.0.2.7 192.0.2.1 51234 7666</c></summary>
    private static bool TryReadParts(ReadOnlySpan<byte> rest, out IPEndPoint? person)
    {
        person = null;
        Span<Range> parts = stackalloc Range[6];
        var count = 0;
        foreach (var part in rest.Split((byte)' '))
        {
            if (count == parts.Length)
                return false;
            parts[count++] = part;
        }

        var isSixth = count > 0 && rest[parts[0]].SequenceEqual("TCP6"u8);
        if (count != 5 || (!isSixth && !rest[parts[0]].SequenceEqual("TCP4"u8))
            || rest[parts[1]].Contains((byte)':') != isSixth
            || rest[parts[2]].Contains((byte)':') != isSixth
            || !AddressText.TryRead(rest[parts[1]], out var address)
            || !AddressText.TryRead(rest[parts[2]], out _)
            || !AddressText.TryReadNumber(rest[parts[3]], IPEndPoint.MaxPort, out var port)
            || !AddressText.TryReadNumber(rest[parts[4]], IPEndPoint.MaxPort, out _))
        {
            return false;
        }

        person = new IPEndPoint(address, port);
        return true;
    }

    private static ProxyHeadStep ReadBinary(ReadOnlySpan<byte> bytes, out int length, out IPEndPoint? person)
    {
        person = null;
        length = 0;
        if (bytes.Length < FixedLength)
            return ProxyHeadStep.NeedsMore;
        int command = bytes[12];
        int size = BinaryPrimitives.ReadUInt16BigEndian(bytes[14..]);
        length = FixedLength + size;

        // 0x20 is the proxy itself, looking whether we live; its family does not matter. 0x21 is a client.
        if (length > LengthLimit || (command != 0x20 && (command != 0x21 || !IsFamily(bytes[13], size))))
            return ProxyHeadStep.Faulty;
        if (bytes.Length < length)
            return ProxyHeadStep.NeedsMore;
        if (command == 0x21 && (bytes[13] & 0x0F) != 0)
            person = ReadPlace(bytes[13] >> 4, bytes[FixedLength..length]);
        return ProxyHeadStep.Whole;
    }

    private static bool IsFamily(byte kind, int size) => (kind >> 4) switch
    {
        1 => (kind & 0x0F) <= TransportMax && size >= FourthLength,
        2 => (kind & 0x0F) <= TransportMax && size >= SixthLength,
        <= FamilyMax => (kind & 0x0F) <= TransportMax,
        _ => false,
    };

    private static IPEndPoint? ReadPlace(int family, ReadOnlySpan<byte> place)
    {
        if (family == 1)
            return new IPEndPoint(new IPAddress(place[..4]), BinaryPrimitives.ReadUInt16BigEndian(place[8..]));
        if (family != 2)
            return null; // Not said, or a pipe of the proxy's machine.
        return new IPEndPoint(AddressKey.Plain(new IPAddress(place[..16])), BinaryPrimitives.ReadUInt16BigEndian(place[32..]));
    }
}
