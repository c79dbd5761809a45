using System.Numerics;
using System.Runtime.InteropServices;

namespace Ecs.Server.Net.WebSocket;

/// <summary>The four bytes that a client lays over its payload, again and again (RFC 6455, section 5.3).</summary>
internal static class Masking
{
    /// <param name="source">Masked or plain: the same operation does both.</param>
    /// <param name="target">As long as the source; may be the same bytes.</param>
    /// <param name="mask">As it stands on the wire, read in this machine's order.</param>
    public static void Apply(ReadOnlySpan<byte> source, Span<byte> target, uint mask)
    {
        target = target[..source.Length];
        var done = 0;
        var wide = new Vector<byte>(MemoryMarshal.AsBytes(Repeat(mask, stackalloc uint[Vector<byte>.Count / sizeof(uint)])));
        for (; source.Length - done >= Vector<byte>.Count; done += Vector<byte>.Count)
            (new Vector<byte>(source[done..]) ^ wide).CopyTo(target[done..]);
        var four = MemoryMarshal.AsBytes(new ReadOnlySpan<uint>(in mask));
        for (; done < source.Length; done++)
            target[done] = (byte)(source[done] ^ four[done & 3]);
    }

    private static Span<uint> Repeat(uint mask, Span<uint> target)
    {
        target.Fill(mask);
        return target;
    }
}
