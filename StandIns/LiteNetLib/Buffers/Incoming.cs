namespace LiteNetLib.Buffers;

/// <summary>
/// A packet on its way in: a slice of a pooled buffer. Who wants to keep it takes the whole buffer when nothing else lives in it, or gets a
/// copy when it shares a merged datagram.
/// </summary>
internal ref struct Incoming(Packet buffer, int offset, int length, bool isAlone)
{
    public readonly Packet Buffer = buffer;

    public readonly int Offset = offset;

    public readonly int Length = length;

    public readonly bool IsAlone = isAlone;

    /// <summary>The buffer now belongs to somebody else; its content stays readable while the gate is held.</summary>
    public bool Taken;

    public readonly ReadOnlySpan<byte> Bytes => Buffer.Data.AsSpan(Offset, Length);

    /// <summary>Keeps a part of this packet, which starts at <paramref name="position"/> of the returned buffer.</summary>
    public Packet Keep(PacketPool pool, int start, int length, bool isLastUse, out int position)
    {
        if (IsAlone && isLastUse && !Taken)
        {
            Taken = true;
            position = Offset + start;
            return Buffer;
        }

        Packet copy = pool.Rent();
        Bytes.Slice(start, length).CopyTo(copy.Data);
        position = 0;
        return copy;
    }
}
