using System.Buffers.Binary;

namespace Ecs.Tests.Protocol;

/// <summary>Damages packets in the ways that find faults in readers: it knows where lengths and types stand.</summary>
public sealed class PacketMutator(Random random, byte[][] corpus)
{
    private static readonly ulong[] Interesting =
        [0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0x8000, 0xffff, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff, long.MaxValue, ulong.MaxValue];

    private static readonly byte[] Codes =
        [0x00, 0x7f, 0x80, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xc3, 0xc4, 0xc5, 0xc6, 0xc7, 0xca, 0xcb, 0xcc, 0xcd, 0xce, 0xcf,
         0xd0, 0xd1, 0xd2, 0xd3, 0xd4, 0xd9, 0xda, 0xdb, 0xdc, 0xdd, 0xde, 0xdf, 0xe0, 0xff];

    /// <summary>A packet of the corpus with one to four injuries.</summary>
    public byte[] Next()
    {
        var packet = corpus[random.Next(corpus.Length)];
        for (var injuries = random.Next(1, 5); injuries > 0; injuries--)
            packet = Injure(packet);

        return packet;
    }

    private byte[] Injure(byte[] packet)
    {
        var at = random.Next(packet.Length + 1);
        var copy = (byte[])packet.Clone();
        switch (random.Next(9))
        {
            case 0 when at < copy.Length:
                copy[at] ^= (byte)(1 << random.Next(8));
                return copy;
            case 1 when at < copy.Length:
                copy[at] = (byte)random.Next(256);
                return copy;
            case 2:
                return Overwrite(copy, at);
            case 3:
                return packet[..at];
            case 4:
                var tail = new byte[random.Next(1, 40)];
                random.NextBytes(tail);
                return [.. packet, .. tail];
            case 5:
                var other = corpus[random.Next(corpus.Length)];
                return [.. packet[..at], .. other[random.Next(other.Length)..]];
            case 6:
                var length = random.Next(packet.Length - at + 1);
                return [.. packet[..(at + length)], .. packet[at..]];
            case 7:
                return LieAboutALength(packet);
            case 8 when at < copy.Length:
                copy[at] = Codes[random.Next(Codes.Length)];
                return copy;
            default:
                return [.. packet[..at], (byte)random.Next(256), .. packet[at..]];
        }
    }

    private byte[] Overwrite(byte[] packet, int at)
    {
        Span<byte> number = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(number, Interesting[random.Next(Interesting.Length)]);
        var width = Math.Min(1 << random.Next(4), packet.Length - at);
        number[(8 - width)..].CopyTo(packet.AsSpan(at));
        return packet;
    }

    /// <summary>Puts a 32-bit length or count with a bad value before the first place that looks like a header.</summary>
    private byte[] LieAboutALength(byte[] packet)
    {
        for (var at = random.Next(packet.Length + 1); at < packet.Length; at++)
        {
            byte? wide = packet[at] switch
            {
                >= 0x90 and <= 0x9f => 0xdd,
                >= 0xa0 and <= 0xbf or 0xd9 or 0xda => 0xdb,
                0xc4 or 0xc5 => 0xc6,
                _ => null,
            };
            if (wide is { } code)
            {
                var lie = new byte[5];
                lie[0] = code;
                BinaryPrimitives.WriteUInt32BigEndian(lie.AsSpan(1), (uint)Interesting[random.Next(Interesting.Length)]);
                return [.. packet[..at], .. lie, .. packet[(at + 1)..]];
            }
        }

        return packet;
    }
}
