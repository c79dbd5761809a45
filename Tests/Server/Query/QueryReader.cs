using System.Text;

namespace Ecs.Tests.Server.Query;

/// <summary>Reads answers as the protocol's page says, independently of what wrote them.</summary>
internal sealed class QueryReader(ReadOnlyMemory<byte> bytes)
{
    private int _at;

    public bool IsAtEnd => _at == bytes.Length;

    /// <summary>Puts the datagrams of one answer together.</summary>
    public static QueryReader Of(IReadOnlyList<byte[]> datagrams)
    {
        Assert.All(datagrams, static datagram => Assert.InRange(datagram.Length, 5, 1400));
        if (datagrams.Count == 1)
            return new(datagrams[0]);
        var pieces = new SortedDictionary<int, byte[]>();
        foreach (var datagram in datagrams)
        {
            Assert.Equal(-2, BitConverter.ToInt32(datagram));
            Assert.Equal(BitConverter.ToInt32(datagrams[0], 4), BitConverter.ToInt32(datagram, 4));
            Assert.True(BitConverter.ToInt32(datagram, 4) >= 0);
            Assert.Equal(datagrams.Count, datagram[8]);
            Assert.InRange(datagram.Length - 12, 1, BitConverter.ToUInt16(datagram, 10));
            pieces.Add(datagram[9], datagram[12..]);
        }

        Assert.Equal(Enumerable.Range(0, datagrams.Count), pieces.Keys);
        return new(pieces.Values.SelectMany(static piece => piece).ToArray());
    }

    public byte Byte() => bytes.Span[_at++];

    public ushort Short() => BitConverter.ToUInt16(Take(2));

    public int Long() => BitConverter.ToInt32(Take(4));

    public float Float() => BitConverter.ToSingle(Take(4));

    public string Text()
    {
        var end = bytes.Span[_at..].IndexOf((byte)0);
        var text = Encoding.UTF8.GetString(Take(end));
        _at++;
        return text;
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        _at += count;
        return bytes.Span.Slice(_at - count, count);
    }
}
