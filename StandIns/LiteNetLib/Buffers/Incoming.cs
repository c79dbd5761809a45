namespace LiteNetLib.Buffers;

/// <summary>A packet on its way in: a slice of a pooled buffer, which several messages of a merged datagram share.</summary>
internal readonly ref struct Incoming(Packet buffer, int offset, int length)
{
    public readonly Packet Buffer = buffer;

    public readonly int Offset = offset;

    public readonly int Length = length;

    public ReadOnlySpan<byte> Bytes => Buffer.Data.AsSpan(Offset, Length);

    /// <summary>The packet in a buffer where it begins at 0, for keeping: the same buffer if nothing else is in it, else a copy.</summary>
    public Packet Keep(PacketPool pool)
    {
        if (Offset == 0)
        {
            Buffer.Length = Length;
            return Buffer.Share();
        }

        Packet copy = pool.Rent();
        Bytes.CopyTo(copy.Data);
        copy.Length = Length;
        return copy;
    }
}
