using System.Buffers;
using System.Text;

namespace MessagePack;

/// <summary>Headers, text, bytes and extensions. A length is believed only when so many bytes remain.</summary>
public ref partial struct MessagePackReader
{
    /// <summary>Values that follow. Each takes at least a byte, so a count beyond the bytes that remain is a cut-off array.</summary>
    public int ReadArrayHeader()
    {
        int count = TakeCount(MessagePackType.Array, "an array");
        if (count > Remaining)
        {
            ThrowEnd();
        }

        return count;
    }

    /// <summary>False, and the reader stays, when the header itself is cut off; the bytes of the values are not looked for.</summary>
    public bool TryReadArrayHeader(out int count)
    {
        if (!HasWholeHeader())
        {
            count = 0;
            return false;
        }

        count = TakeCount(MessagePackType.Array, "an array");
        return true;
    }

    /// <summary>Pairs that follow. Each takes at least two bytes, so a count beyond half of what remains is a cut-off map.</summary>
    public int ReadMapHeader()
    {
        int count = TakeCount(MessagePackType.Map, "a map");
        if (count > Remaining / 2)
        {
            ThrowEnd();
        }

        return count;
    }

    /// <inheritdoc cref="TryReadArrayHeader"/>
    public bool TryReadMapHeader(out int count)
    {
        if (!HasWholeHeader())
        {
            count = 0;
            return false;
        }

        count = TakeCount(MessagePackType.Map, "a map");
        return true;
    }

    /// <summary>Text, invalid UTF-8 as U+FFFD; nil as null. The only read that allocates.</summary>
    public string? ReadString()
    {
        if (TryReadNil())
        {
            return null;
        }

        int length = TakeLength(MessagePackType.String, "a string");
        if (length <= _span.Length - _index)
        {
            string text = Encoding.UTF8.GetString(_span.Slice(_index, length));
            _index += length;
            return text;
        }

        return Encoding.UTF8.GetString(ReadRaw(length));
    }

    /// <summary>The UTF-8 bytes of a text, unchecked; nil as null.</summary>
    public ReadOnlySequence<byte>? ReadStringSequence()
    {
        if (TryReadNil())
        {
            return null;
        }

        return ReadRaw(TakeLength(MessagePackType.String, "a string"));
    }

    /// <summary>
    /// The UTF-8 bytes of a text, unchecked, when they lie together. False, and the reader stays, for nil and for text that
    /// crosses segments of a sequence.
    /// </summary>
    public bool TryReadStringSpan(out ReadOnlySpan<byte> span)
    {
        span = default;
        MessagePackReader start = this;
        if (IsNil)
        {
            return false;
        }

        int length = TakeLength(MessagePackType.String, "a string");
        if (_index == _span.Length && length > 0)
        {
            EnterSegmentWithData();
        }

        if (length > _span.Length - _index)
        {
            this = start;
            return false;
        }

        span = _span.Slice(_index, length);
        _index += length;
        return true;
    }

    /// <summary>Bytes, as a window on the buffer; nil as null. Text is taken too: old writers had no bin.</summary>
    public ReadOnlySequence<byte>? ReadBytes()
    {
        if (TryReadNil())
        {
            return null;
        }

        bool isText = NextMessagePackType == MessagePackType.String;
        return ReadRaw(TakeLength(isText ? MessagePackType.String : MessagePackType.Binary, "bytes"));
    }

    public ExtensionHeader ReadExtensionFormatHeader()
    {
        ExtensionHeader header = TakeExtensionHeader();
        if (header.Length > Remaining)
        {
            ThrowEnd();
        }

        return header;
    }

    /// <summary>False, and the reader stays, when the header itself is cut off.</summary>
    public bool TryReadExtensionFormatHeader(out ExtensionHeader extensionHeader)
    {
        if (!HasWholeHeader())
        {
            extensionHeader = default;
            return false;
        }

        extensionHeader = TakeExtensionHeader();
        return true;
    }

    public ExtensionResult ReadExtensionFormat()
    {
        ExtensionHeader header = ReadExtensionFormatHeader();
        return new ExtensionResult(header.TypeCode, ReadRaw(header.Length));
    }

    /// <summary>Bytes after the first one that tell a count or length; an extension has its type there as well.</summary>
    private static int HeaderWidth(byte code) => code switch
    {
        MessagePackCode.Bin8 or MessagePackCode.Str8 => 1,
        MessagePackCode.Bin16 or MessagePackCode.Str16 or MessagePackCode.Array16 or MessagePackCode.Map16 => 2,
        MessagePackCode.Bin32 or MessagePackCode.Str32 or MessagePackCode.Array32 or MessagePackCode.Map32 => 4,
        >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 => 1,
        MessagePackCode.Ext8 => 2,
        MessagePackCode.Ext16 => 3,
        MessagePackCode.Ext32 => 5,
        _ => 0,
    };

    private readonly bool HasWholeHeader() => !End && Remaining > HeaderWidth(NextCode);

    private int TakeCount(MessagePackType type, string wanted)
    {
        byte code = TakeByte();
        if (MessagePackCode.ToMessagePackType(code) != type)
        {
            throw Unexpected(code, wanted);
        }

        return checked((int)CountOf(code));
    }

    private int TakeLength(MessagePackType type, string wanted)
    {
        int length = TakeCount(type, wanted);
        if (length > Remaining)
        {
            ThrowEnd();
        }

        return length;
    }

    private ExtensionHeader TakeExtensionHeader()
    {
        byte code = TakeByte();
        if (MessagePackCode.ToMessagePackType(code) != MessagePackType.Extension)
        {
            throw Unexpected(code, "an extension");
        }

        uint length = (uint)CountOf(code);
        return new ExtensionHeader((sbyte)TakeByte(), length);
    }

    /// <summary>The count or length of a value whose first byte was taken: in that byte, or in the ones that follow.</summary>
    private long CountOf(byte code) => code switch
    {
        <= MessagePackCode.MaxFixMap => code & 0x0f,
        <= MessagePackCode.MaxFixArray => code & 0x0f,
        <= MessagePackCode.MaxFixStr => code & 0x1f,
        MessagePackCode.Bin8 or MessagePackCode.Str8 or MessagePackCode.Ext8 => TakeByte(),
        MessagePackCode.Bin16 or MessagePackCode.Str16 or MessagePackCode.Ext16 => Take16(),
        MessagePackCode.Array16 or MessagePackCode.Map16 => Take16(),
        >= MessagePackCode.FixExt1 and <= MessagePackCode.FixExt16 => 1 << (code - MessagePackCode.FixExt1),
        _ => Take32(),
    };
}
