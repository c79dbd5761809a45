using System.Buffers;
using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace MessagePack;

/// <summary>
/// Writes MessagePack values, each in its shortest form, integers that are not negative in unsigned form. Bytes collect in a
/// span borrowed from the output and reach it with <see cref="Flush"/>, or earlier when the span is full.
/// </summary>
/// <remarks>Headers and strings are here, numbers in MessagePackWriter.Numbers.cs.</remarks>
public ref partial struct MessagePackWriter
{
    private readonly IBufferWriter<byte> _output;
    private Span<byte> _span;
    private int _used;

    public MessagePackWriter(IBufferWriter<byte> writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        _output = writer;
        _span = default;
        _used = 0;
    }

    /// <summary>Hands what was written to the output. The writer may go on after it.</summary>
    public void Flush()
    {
        if (_used > 0)
        {
            _output.Advance(_used);
        }

        _span = default;
        _used = 0;
    }

    /// <summary>At least <paramref name="length"/> bytes to fill by hand; then call <see cref="Advance"/>.</summary>
    public Span<byte> GetSpan(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (_span.Length - _used < length)
        {
            Renew(length);
        }

        return _span[_used..];
    }

    public void Advance(int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, _span.Length - _used);
        _used += length;
    }

    public void WriteNil() => Reserve(1) = MessagePackCode.Nil;

    public void Write(bool value) => Reserve(1) = value ? MessagePackCode.True : MessagePackCode.False;

    public void WriteArrayHeader(int count) => WriteArrayHeader(checked((uint)count));

    public void WriteArrayHeader(uint count)
    {
        if (count <= MessagePackCode.MaxFixArray - MessagePackCode.MinFixArray)
        {
            Reserve(1) = (byte)(MessagePackCode.MinFixArray | count);
        }
        else
        {
            WriteHeader16Or32(count, MessagePackCode.Array16, MessagePackCode.Array32);
        }
    }

    /// <summary>The count is of pairs.</summary>
    public void WriteMapHeader(int count) => WriteMapHeader(checked((uint)count));

    /// <inheritdoc cref="WriteMapHeader(int)"/>
    public void WriteMapHeader(uint count)
    {
        if (count <= MessagePackCode.MaxFixMap - MessagePackCode.MinFixMap)
        {
            Reserve(1) = (byte)(MessagePackCode.MinFixMap | count);
        }
        else
        {
            WriteHeader16Or32(count, MessagePackCode.Map16, MessagePackCode.Map32);
        }
    }

    public void WriteBinHeader(int length)
    {
        uint count = checked((uint)length);
        if (count <= byte.MaxValue)
        {
            Write8(MessagePackCode.Bin8, (byte)count);
        }
        else
        {
            WriteHeader16Or32(count, MessagePackCode.Bin16, MessagePackCode.Bin32);
        }
    }

    public void WriteStringHeader(int byteCount)
    {
        uint count = checked((uint)byteCount);
        if (count <= MessagePackCode.MaxFixStr - MessagePackCode.MinFixStr)
        {
            Reserve(1) = (byte)(MessagePackCode.MinFixStr | count);
        }
        else if (count <= byte.MaxValue)
        {
            Write8(MessagePackCode.Str8, (byte)count);
        }
        else
        {
            WriteHeader16Or32(count, MessagePackCode.Str16, MessagePackCode.Str32);
        }
    }

    public void WriteExtensionFormatHeader(ExtensionHeader extensionHeader)
    {
        uint length = extensionHeader.Length;
        switch (length)
        {
            case 1:
                Reserve(1) = MessagePackCode.FixExt1;
                break;
            case 2:
                Reserve(1) = MessagePackCode.FixExt2;
                break;
            case 4:
                Reserve(1) = MessagePackCode.FixExt4;
                break;
            case 8:
                Reserve(1) = MessagePackCode.FixExt8;
                break;
            case 16:
                Reserve(1) = MessagePackCode.FixExt16;
                break;
            case <= byte.MaxValue:
                Write8(MessagePackCode.Ext8, (byte)length);
                break;
            default:
                WriteHeader16Or32(length, MessagePackCode.Ext16, MessagePackCode.Ext32);
                break;
        }

        Reserve(1) = (byte)extensionHeader.TypeCode;
    }

    public void WriteExtensionFormat(ExtensionResult extensionData)
    {
        WriteExtensionFormatHeader(extensionData.Header);
        WriteRaw(extensionData.Data);
    }

    /// <summary>Bytes as bin; null as nil.</summary>
    public void Write(byte[]? src)
    {
        if (src is null)
        {
            WriteNil();
        }
        else
        {
            Write(src.AsSpan());
        }
    }

    /// <summary>Bytes as bin.</summary>
    public void Write(ReadOnlySpan<byte> src)
    {
        WriteBinHeader(src.Length);
        WriteRaw(src);
    }

    /// <summary>Bytes as bin.</summary>
    public void Write(in ReadOnlySequence<byte> src)
    {
        WriteBinHeader(checked((int)src.Length));
        WriteRaw(src);
    }

    /// <summary>Text as UTF-8, half surrogate pairs as U+FFFD; null as nil.</summary>
    public void Write(string? value)
    {
        if (value is null)
        {
            WriteNil();
        }
        else
        {
            Write(value.AsSpan());
        }
    }

    /// <summary>Text as UTF-8, half surrogate pairs as U+FFFD.</summary>
    public void Write(ReadOnlySpan<char> value)
    {
        // Three bytes are the most that one char can become, so short text needs no counting pass.
        const int AlwaysShort = (MessagePackCode.MaxFixStr - MessagePackCode.MinFixStr) / 3;
        if (value.Length <= AlwaysShort)
        {
            Span<byte> span = GetSpan(1 + (value.Length * 3));
            int length = Encoding.UTF8.GetBytes(value, span[1..]);
            span[0] = (byte)(MessagePackCode.MinFixStr | length);
            _used += 1 + length;
            return;
        }

        int byteCount = Encoding.UTF8.GetByteCount(value);
        WriteStringHeader(byteCount);

        // A new span resets _used, so it must be there before the sum begins.
        Span<byte> text = GetSpan(byteCount);
        _used += Encoding.UTF8.GetBytes(value, text);
    }

    /// <summary>Text that is UTF-8 already.</summary>
    public void WriteString(ReadOnlySpan<byte> utf8stringBytes)
    {
        WriteStringHeader(utf8stringBytes.Length);
        WriteRaw(utf8stringBytes);
    }

    /// <inheritdoc cref="WriteString(ReadOnlySpan{byte})"/>
    public void WriteString(in ReadOnlySequence<byte> utf8stringBytes)
    {
        WriteStringHeader(checked((int)utf8stringBytes.Length));
        WriteRaw(utf8stringBytes);
    }

    /// <summary>Bytes as they are.</summary>
    public void WriteRaw(ReadOnlySpan<byte> rawMessagePackBlock)
    {
        rawMessagePackBlock.CopyTo(GetSpan(rawMessagePackBlock.Length));
        _used += rawMessagePackBlock.Length;
    }

    /// <inheritdoc cref="WriteRaw(ReadOnlySpan{byte})"/>
    public void WriteRaw(in ReadOnlySequence<byte> rawMessagePackBlock)
    {
        foreach (ReadOnlyMemory<byte> segment in rawMessagePackBlock)
        {
            WriteRaw(segment.Span);
        }
    }

    private void WriteHeader16Or32(uint count, byte code16, byte code32)
    {
        if (count <= ushort.MaxValue)
        {
            Write16(code16, (ushort)count);
        }
        else
        {
            Write32(code32, count);
        }
    }

    private void Write8(byte code, byte payload)
    {
        ref byte at = ref Reserve(2);
        at = code;
        Unsafe.Add(ref at, 1) = payload;
    }

    private void Write16(byte code, ushort payload)
    {
        ref byte at = ref Reserve(3);
        at = code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1), BigEndian(payload));
    }

    private void Write32(byte code, uint payload)
    {
        ref byte at = ref Reserve(5);
        at = code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1), BigEndian(payload));
    }

    private void Write64(byte code, ulong payload)
    {
        ref byte at = ref Reserve(9);
        at = code;
        Unsafe.WriteUnaligned(ref Unsafe.Add(ref at, 1), BigEndian(payload));
    }

    private static ushort BigEndian(ushort value) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    private static uint BigEndian(uint value) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    private static ulong BigEndian(ulong value) =>
        BitConverter.IsLittleEndian ? BinaryPrimitives.ReverseEndianness(value) : value;

    /// <summary>Counts <paramref name="length"/> bytes as written and returns the first of them: the caller fills them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ref byte Reserve(int length)
    {
        if (_span.Length - _used < length)
        {
            Renew(length);
        }

        ref byte at = ref Unsafe.Add(ref MemoryMarshal.GetReference(_span), _used);
        _used += length;
        return ref at;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Renew(int length)
    {
        Flush();
        _span = _output.GetSpan(length);
    }
}
