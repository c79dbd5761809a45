using System.Runtime.InteropServices;

namespace Ecs.DebugView.History;

/// <summary>Reads what <see cref="ByteWriter"/> wrote, in this process: there is nothing to distrust.</summary>
internal ref struct ByteReader(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;
    private int _position;

    public ulong ReadNumber()
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = _bytes[_position++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    public long ReadSigned()
    {
        var value = ReadNumber();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>A text inside the bytes read from; it lives as long as they do.</summary>
    public ReadOnlySpan<char> ReadText()
    {
        var length = (int)ReadNumber() * sizeof(char);
        var text = _bytes.Slice(_position, length);
        _position += length;
        return MemoryMarshal.Cast<byte, char>(text);
    }

    public ulong ReadBits(int bytes)
    {
        ulong value = 0;
        for (var index = 0; index < bytes; index++)
            value |= (ulong)_bytes[_position++] << (8 * index);
        return value;
    }
}
