using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Ecs.DebugView.History;

/// <summary>Bytes of a frame in the making. It is used for one frame after the other and grows to the largest.</summary>
internal sealed class ByteWriter
{
    private byte[] _bytes = new byte[1 << 16];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    /// <summary>A number, seven bits to a byte from the lowest; small ones are short.</summary>
    public void WriteNumber(ulong value)
    {
        var room = Reserve(10);
        var length = 0;
        while (value >= 0x80)
        {
            room[length++] = (byte)(value | 0x80);
            value >>= 7;
        }

        room[length++] = (byte)value;
        Length += length;
    }

    /// <summary>A number of either sign; those near zero are short.</summary>
    public void WriteSigned(long value) => WriteNumber((ulong)((value << 1) ^ (value >> 63)));

    public void WriteText(ReadOnlySpan<char> text)
    {
        WriteNumber((ulong)text.Length);
        var bytes = MemoryMarshal.AsBytes(text);
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>The lowest bytes of a number, as many as are asked for, lowest first.</summary>
    public void WriteBits(ulong bits, int bytes)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(Reserve(sizeof(ulong)), bits);
        Length += bytes;
    }

    private Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, Length + count));
        return _bytes.AsSpan(Length);
    }
}
