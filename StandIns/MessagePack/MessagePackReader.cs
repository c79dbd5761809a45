using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace MessagePack;

/// <summary>
/// Reads MessagePack values. Wrong input ends in one of three exceptions: <see cref="MessagePackSerializationException"/> for
/// a value of another type, <see cref="EndOfStreamException"/> for one that is cut off or claims more than there is, and
/// <see cref="OverflowException"/> for a number or count out of range. Where the reader stands after an exception is not
/// promised. Nothing allocates but the strings asked for and the exceptions.
/// </summary>
/// <remarks>
/// Walking the buffer is here, numbers are in MessagePackReader.Numbers.cs, headers, text and bytes in MessagePackReader.Blocks.cs.
/// </remarks>
public ref partial struct MessagePackReader
{
    private readonly ReadOnlySequence<byte> _sequence;
    private readonly long _length;
    private ReadOnlySpan<byte> _span;
    private SequencePosition _nextSegment;
    private long _beforeSpan;
    private int _index;

    public MessagePackReader(ReadOnlyMemory<byte> memory)
    {
        _sequence = new ReadOnlySequence<byte>(memory);
        _length = memory.Length;
        _span = memory.Span;
        _nextSegment = _sequence.End;
    }

    public MessagePackReader(scoped in ReadOnlySequence<byte> readOnlySequence)
    {
        _sequence = readOnlySequence;
        _length = readOnlySequence.Length;
        _nextSegment = readOnlySequence.Start;
        EnterNextSegment();
    }

    public readonly ReadOnlySequence<byte> Sequence => _sequence;

    public readonly SequencePosition Position => _sequence.GetPosition(Consumed);

    /// <summary>Bytes read so far.</summary>
    public readonly long Consumed => _beforeSpan + _index;

    public readonly bool End => Consumed >= _length;

    /// <summary>True when the next value is nil; false at the end.</summary>
    public readonly bool IsNil => !End && NextCode == MessagePackCode.Nil;

    public readonly MessagePackType NextMessagePackType => MessagePackCode.ToMessagePackType(NextCode);

    /// <summary>The first byte of the next value.</summary>
    public readonly byte NextCode
    {
        get
        {
            // A segment that is used up is left only when a byte of the next one is wanted.
            if (_index < _span.Length)
            {
                return _span[_index];
            }

            MessagePackReader ahead = this;
            return ahead.TakeByte();
        }
    }

    private readonly long Remaining => _length - Consumed;

    /// <summary>A reader at the same place, to look ahead with.</summary>
    public readonly MessagePackReader CreatePeekReader() => this;

    public Nil ReadNil()
    {
        byte code = TakeByte();
        return code == MessagePackCode.Nil ? Nil.Default : throw Unexpected(code, "nil");
    }

    /// <summary>Reads a nil if there is one; otherwise stays where it is.</summary>
    public bool TryReadNil()
    {
        if (NextCode != MessagePackCode.Nil)
        {
            return false;
        }

        TakeByte();
        return true;
    }

    public bool ReadBoolean()
    {
        byte code = TakeByte();
        return code switch
        {
            MessagePackCode.True => true,
            MessagePackCode.False => false,
            _ => throw Unexpected(code, "a boolean"),
        };
    }

    /// <summary>
    /// Passes over one value with all that is in it. A loop, not a recursion: depth costs nothing, and a header that claims
    /// more values than bytes remain ends at once.
    /// </summary>
    public void Skip()
    {
        long values = 1;
        while (values > 0)
        {
            // Every value takes at least a byte.
            if (values > Remaining)
            {
                ThrowEnd();
            }

            values--;
            byte code = TakeByte();
            switch (MessagePackCode.ToMessagePackType(code))
            {
                case MessagePackType.Array:
                    values += CountOf(code);
                    break;
                case MessagePackType.Map:
                    values += 2 * CountOf(code);
                    break;
                case MessagePackType.String:
                case MessagePackType.Binary:
                    Pass(CountOf(code));
                    break;
                case MessagePackType.Extension:
                    Pass(CountOf(code) + 1);
                    break;
                case MessagePackType.Integer:
                case MessagePackType.Float:
                    Pass(NumberWidth(code));
                    break;
                case MessagePackType.Unknown:
                    throw Unexpected(code, "a value");
            }
        }
    }

    /// <summary>The bytes of the next value with all that is in it.</summary>
    public ReadOnlySequence<byte> ReadRaw()
    {
        long start = Consumed;
        Skip();
        return _sequence.Slice(start, Consumed - start);
    }

    /// <summary>The next <paramref name="length"/> bytes, whatever they are.</summary>
    public ReadOnlySequence<byte> ReadRaw(long length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        long start = Consumed;
        Pass(length);
        return _sequence.Slice(start, length);
    }

    [DoesNotReturn]
    private static void ThrowEnd() => throw new EndOfStreamException("The MessagePack data ends inside a value.");

    private static MessagePackSerializationException Unexpected(byte code, string wanted) =>
        new($"Unexpected msgpack code 0x{code:x2} ({MessagePackCode.ToMessagePackType(code)}) where {wanted} was expected.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private byte TakeByte()
    {
        if (_index >= _span.Length)
        {
            EnterSegmentWithData();
        }

        return _span[_index++];
    }

    private ulong TakeBigEndian(int width)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
        {
            value = (value << 8) | TakeByte();
        }

        return value;
    }

    private void Pass(long bytes)
    {
        if (bytes > Remaining)
        {
            ThrowEnd();
        }

        while (bytes > _span.Length - _index)
        {
            bytes -= _span.Length - _index;
            _index = _span.Length;
            EnterSegmentWithData();
        }

        _index += (int)bytes;
    }

    private void EnterSegmentWithData()
    {
        do
        {
            if (Consumed >= _length)
            {
                ThrowEnd();
            }

            EnterNextSegment();
        }
        while (_span.IsEmpty);
    }

    private void EnterNextSegment()
    {
        _beforeSpan += _span.Length;
        _index = 0;
        _span = _sequence.TryGet(ref _nextSegment, out ReadOnlyMemory<byte> memory) ? memory.Span : default;
    }
}
