using System.Buffers.Binary;

namespace Ecs.Protocol.Bits;

/// <summary>
/// Packs values into bytes from the least significant bit on. Never throws: a value that does not fit is left out and
/// <see cref="Overflowed"/> stays set.
/// </summary>
public ref struct BitWriter
{
    private const int WordBits = 32;

    private readonly Span<byte> _bytes;
    private ulong _pending;
    private int _pendingBits;
    private int _written;

    public BitWriter(Span<byte> destination)
    {
        _bytes = destination;
    }

    public bool Overflowed { get; private set; }

    public readonly long RemainingBits => (_bytes.Length - _written) * 8L - _pendingBits;

    /// <summary>The low <paramref name="bits"/> bits of the value, 1 to 32; higher ones are ignored.</summary>
    public void Write(uint value, int bits)
    {
        if (bits > RemainingBits)
        {
            Overflowed = true;
            return;
        }

        _pending |= (value & (ulong.MaxValue >> (64 - bits))) << _pendingBits;
        _pendingBits += bits;
        if (_pendingBits >= WordBits)
        {
            BinaryPrimitives.WriteUInt32LittleEndian(_bytes[_written..], (uint)_pending);
            _written += sizeof(uint);
            _pending >>= WordBits;
            _pendingBits -= WordBits;
        }
    }

    public void Write(int value, int bits) => Write(unchecked((uint)value), bits);

    public void Write(bool value) => Write(value ? 1u : 0u, 1);

    /// <summary>All 64 bits.</summary>
    public void Write(ulong value)
    {
        Write(unchecked((uint)value), WordBits);
        Write((uint)(value >> WordBits), WordBits);
    }

    /// <summary>Groups of 7 bits, least significant first, each followed by one bit that says whether another comes.</summary>
    public void WriteVariable(ulong value)
    {
        while (value >= 0x80)
        {
            Write((uint)(value & 0x7f) | 0x80, 8);
            value >>= 7;
        }

        Write((uint)value, 8);
    }

    /// <summary>Bits that <see cref="WriteVariable"/> takes for the value: 8 to 80.</summary>
    public static int VariableBits(ulong value) => 8 * Math.Max(1, (64 - System.Numerics.BitOperations.LeadingZeroCount(value) + 6) / 7);

    /// <summary>Fills the last byte with zero bits and returns the length in bytes. Nothing is written after it.</summary>
    public int Finish()
    {
        while (_pendingBits > 0)
        {
            _bytes[_written++] = (byte)_pending;
            _pending >>= 8;
            _pendingBits -= 8;
        }

        _pendingBits = 0;
        return _written;
    }
}
