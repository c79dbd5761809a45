using System.Buffers.Binary;

namespace Ecs.Protocol.Bits;

/// <summary>
/// Unpacks what <see cref="BitWriter"/> packs. Never throws: reading past the end, or a value that breaks a rule, sets
/// <see cref="Failed"/> for good and gives zeros, so a caller may check once at the end of a record.
/// </summary>
public ref struct BitReader
{
    private const int WordBits = 32;
    private const int VariableGroupBits = 7;
    private const int VariableGroups = 10;

    private readonly ReadOnlySpan<byte> _bytes;
    private ulong _pending;
    private int _pendingBits;
    private int _read;

    public BitReader(ReadOnlySpan<byte> bytes)
    {
        _bytes = bytes;
    }

    public bool Failed { get; private set; }

    public readonly long RemainingBits => (_bytes.Length - _read) * 8L + _pendingBits;

    /// <summary>So many bits, 1 to 32, as an unsigned number.</summary>
    public uint Read(int bits)
    {
        if (_pendingBits < bits)
            Refill();

        if (Failed || _pendingBits < bits)
        {
            Failed = true;
            return 0;
        }

        var value = (uint)(_pending & (ulong.MaxValue >> (64 - bits)));
        _pending >>= bits;
        _pendingBits -= bits;
        return value;
    }

    /// <summary>32 bits in two's complement.</summary>
    public int ReadInt32() => unchecked((int)Read(WordBits));

    /// <summary>8 bits in two's complement.</summary>
    public sbyte ReadSByte() => unchecked((sbyte)Read(8));

    public ulong ReadUInt64()
    {
        ulong low = Read(WordBits);
        return low | ((ulong)Read(WordBits) << WordBits);
    }

    public bool ReadBool() => Read(1) != 0;

    /// <summary>
    /// Groups of 7 bits as <see cref="BitWriter.WriteVariable"/> packs them. More than 64 bits, or a last group that adds
    /// nothing, fail: every number has one spelling.
    /// </summary>
    public ulong ReadVariable()
    {
        ulong value = 0;
        for (var group = 0; group < VariableGroups; group++)
        {
            var bits = Read(VariableGroupBits);
            var more = ReadBool();
            value |= (ulong)bits << (group * VariableGroupBits);
            if (more)
                continue;

            var tooLarge = group == VariableGroups - 1 && bits > 1;
            var padded = group > 0 && bits == 0;
            Failed |= tooLarge || padded;
            return Failed ? 0 : value;
        }

        Failed = true;
        return 0;
    }

    /// <summary>True when nothing failed and only the zero bits that fill the last byte are left.</summary>
    public bool TryFinish()
    {
        var left = RemainingBits;
        return !Failed && left < 8 && (left == 0 || Read((int)left) == 0);
    }

    private void Refill()
    {
        if (_bytes.Length - _read >= sizeof(uint))
        {
            _pending |= (ulong)BinaryPrimitives.ReadUInt32LittleEndian(_bytes[_read..]) << _pendingBits;
            _read += sizeof(uint);
            _pendingBits += WordBits;
            return;
        }

        while (_read < _bytes.Length && _pendingBits <= WordBits)
        {
            _pending |= (ulong)_bytes[_read++] << _pendingBits;
            _pendingBits += 8;
        }
    }
}
