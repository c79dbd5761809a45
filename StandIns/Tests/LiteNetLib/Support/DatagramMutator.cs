namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>Makes bad datagrams out of good ones: flips, cuts, additions, splices, lies in 16-bit fields and other types.</summary>
internal sealed class DatagramMutator(IReadOnlyList<byte[]> corpus, Random random)
{
    private static readonly ushort[] Interesting = [0, 1, 2, 3, 4, 63, 64, 65, 127, 128, 255, 256, 1_023, 1_024, 1_432, 16_383, 16_384, 32_767, 32_768, 65_534, 65_535];

    public byte[] Next()
    {
        byte[] datagram = Pick();
        int rounds = random.Next(4);
        for (int i = 0; i < rounds; i++)
        {
            datagram = Mutate(datagram);
        }

        return datagram;
    }

    private byte[] Pick() => corpus[random.Next(corpus.Count)];

    private byte[] Mutate(byte[] source)
    {
        if (source.Length == 0)
        {
            return Pick();
        }

        switch (random.Next(9))
        {
            case 0:
                return Changed(source, d => d[random.Next(d.Length)] ^= (byte)(1 << random.Next(8)));
            case 1:
                return Changed(source, d => d[random.Next(d.Length)] = (byte)random.Next(256));
            case 2:
                return source[..random.Next(source.Length)];
            case 3:
                byte[] tail = new byte[random.Next(64)];
                random.NextBytes(tail);
                return [.. source, .. tail];
            case 4:
                byte[] other = Pick();
                return [.. source[..random.Next(source.Length)], .. other[random.Next(other.Length)..]];
            case 5:
                return Changed(source, d =>
                {
                    // Where lengths, sequences and fragment fields live.
                    int at = random.Next(Math.Min(16, d.Length));
                    ushort value = Interesting[random.Next(Interesting.Length)];
                    d[at] = (byte)value;
                    d[Math.Min(at + 1, d.Length - 1)] = (byte)(value >> 8);
                });
            case 6:
                return Changed(source, d => d[0] = (byte)((d[0] & 0xE0) | random.Next(32)));
            case 7:
                return Changed(source, d => d[0] ^= (byte)(random.Next(8) << 5));
            default:
                // Wrapped as an entry of a merged datagram, perhaps with a wrong length.
                int length = random.Next(4) == 0 ? random.Next(2_000) : source.Length;
                return [(byte)(12 + random.Next(2)), (byte)length, (byte)(length >> 8), .. source];
        }
    }

    private static byte[] Changed(byte[] source, Action<byte[]> change)
    {
        byte[] copy = (byte[])source.Clone();
        change(copy);
        return copy;
    }
}
