using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace MessagePack;

/// <summary>Numbers. An integer may come in any integer encoding as long as its value fits.</summary>
public ref partial struct MessagePackReader
{
    public byte ReadByte() => checked((byte)ReadUInt64());

    public ushort ReadUInt16() => checked((ushort)ReadUInt64());

    public char ReadChar() => checked((char)ReadUInt64());

    public uint ReadUInt32() => checked((uint)ReadUInt64());

    public sbyte ReadSByte() => checked((sbyte)ReadInt64());

    public short ReadInt16() => checked((short)ReadInt64());

    public int ReadInt32() => checked((int)ReadInt64());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ulong ReadUInt64()
    {
        byte code = TakeByte();
        return code <= MessagePackCode.MaxFixInt ? code : ReadLongerUnsigned(code);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long ReadInt64()
    {
        byte code = TakeByte();
        return code <= MessagePackCode.MaxFixInt ? code : ReadLonger(code);
    }

    /// <summary>A float of either width, or an integer; precision may be lost.</summary>
    public float ReadSingle()
    {
        byte code = TakeByte();
        return code switch
        {
            MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle(Take32()),
            MessagePackCode.Float64 => (float)BitConverter.UInt64BitsToDouble(Take64()),
            MessagePackCode.UInt64 => Take64(),
            _ => ReadIntegerOrFail(code, "a number"),
        };
    }

    /// <inheritdoc cref="ReadSingle"/>
    public double ReadDouble()
    {
        byte code = TakeByte();
        return code switch
        {
            MessagePackCode.Float64 => BitConverter.UInt64BitsToDouble(Take64()),
            MessagePackCode.Float32 => BitConverter.UInt32BitsToSingle(Take32()),
            MessagePackCode.UInt64 => Take64(),
            _ => ReadIntegerOrFail(code, "a number"),
        };
    }

    /// <summary>The timestamp extension in any of its widths, as UTC.</summary>
    public DateTime ReadDateTime()
    {
        ExtensionHeader header = ReadExtensionFormatHeader();
        if (header.TypeCode != TimestampLimits.TypeCode)
        {
            throw new MessagePackSerializationException($"Extension type {header.TypeCode} where a timestamp was expected.");
        }

        long seconds;
        uint nanoseconds = 0;
        switch (header.Length)
        {
            case sizeof(uint):
                seconds = Take32();
                break;
            case sizeof(ulong):
                ulong packed = Take64();
                nanoseconds = (uint)(packed >> TimestampLimits.SecondsBitsOf64);
                seconds = (long)(packed & ((1UL << TimestampLimits.SecondsBitsOf64) - 1));
                break;
            case sizeof(uint) + sizeof(ulong):
                nanoseconds = Take32();
                seconds = (long)Take64();
                break;
            default:
                throw new MessagePackSerializationException($"A timestamp of {header.Length} bytes; it has 4, 8 or 12.");
        }

        if (nanoseconds > TimestampLimits.MaxNanoseconds
            || seconds is < TimestampLimits.MinSeconds or > TimestampLimits.MaxSeconds)
        {
            throw new MessagePackSerializationException("A timestamp outside of the years 1 to 9999, or with more than a second of nanoseconds.");
        }

        return DateTime.UnixEpoch.AddTicks((seconds * TimeSpan.TicksPerSecond) + (nanoseconds / TimestampLimits.NanosecondsPerTick));
    }

    /// <summary>Bytes after the first one of an integer or a float.</summary>
    private static int NumberWidth(byte code) => code switch
    {
        MessagePackCode.UInt8 or MessagePackCode.Int8 => 1,
        MessagePackCode.UInt16 or MessagePackCode.Int16 => 2,
        MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32 => 4,
        MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64 => 8,
        _ => 0,
    };

    private ulong ReadLongerUnsigned(byte code) => code == MessagePackCode.UInt64
        ? Take64()
        : checked((ulong)ReadIntegerOrFail(code, "an integer"));

    private long ReadLonger(byte code) => code == MessagePackCode.UInt64
        ? checked((long)Take64())
        : ReadIntegerOrFail(code, "an integer");

    /// <summary>Every integer but those of 64 unsigned bits.</summary>
    private long ReadIntegerOrFail(byte code, string wanted)
    {
        // The codes lie side by side, so this becomes one jump.
        switch (code)
        {
            case MessagePackCode.UInt8:
                return TakeByte();
            case MessagePackCode.UInt16:
                return Take16();
            case MessagePackCode.UInt32:
                return Take32();
            case MessagePackCode.Int8:
                return (sbyte)TakeByte();
            case MessagePackCode.Int16:
                return (short)Take16();
            case MessagePackCode.Int32:
                return (int)Take32();
            case MessagePackCode.Int64:
                return (long)Take64();
        }

        return code is <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt
            ? (sbyte)code
            : throw Unexpected(code, wanted);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ushort Take16()
    {
        if (_span.Length - _index < sizeof(ushort))
        {
            return (ushort)TakeBigEndian(sizeof(ushort));
        }

        ushort value = BinaryPrimitives.ReadUInt16BigEndian(_span[_index..]);
        _index += sizeof(ushort);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private uint Take32()
    {
        if (_span.Length - _index < sizeof(uint))
        {
            return (uint)TakeBigEndian(sizeof(uint));
        }

        uint value = BinaryPrimitives.ReadUInt32BigEndian(_span[_index..]);
        _index += sizeof(uint);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong Take64()
    {
        if (_span.Length - _index < sizeof(ulong))
        {
            return TakeBigEndian(sizeof(ulong));
        }

        ulong value = BinaryPrimitives.ReadUInt64BigEndian(_span[_index..]);
        _index += sizeof(ulong);
        return value;
    }
}
