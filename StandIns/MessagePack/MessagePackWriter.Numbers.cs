using System.Runtime.CompilerServices;

namespace MessagePack;

/// <summary>Numbers and times. The fixed-width methods keep their width whatever the value.</summary>
public ref partial struct MessagePackWriter
{
    /// <summary>Bytes that <see cref="Write(long)"/> takes for a value.</summary>
    public static int GetEncodedLength(long value) => value switch
    {
        >= 0 => GetEncodedLength((ulong)value),
        >= -32 => 1,
        >= sbyte.MinValue => 2,
        >= short.MinValue => 3,
        >= int.MinValue => 5,
        _ => 9,
    };

    /// <summary>Bytes that <see cref="Write(ulong)"/> takes for a value.</summary>
    public static int GetEncodedLength(ulong value) => value switch
    {
        <= MessagePackCode.MaxFixInt => 1,
        <= byte.MaxValue => 2,
        <= ushort.MaxValue => 3,
        <= uint.MaxValue => 5,
        _ => 9,
    };

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(byte value) => Write((uint)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ushort value) => Write((uint)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(char value) => Write((uint)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(sbyte value) => Write((int)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(short value) => Write((int)value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(uint value)
    {
        if (value <= MessagePackCode.MaxFixInt)
        {
            Reserve(1) = (byte)value;
        }
        else
        {
            WriteLongerUnsigned(value);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(int value)
    {
        if (value >= -32 && value <= MessagePackCode.MaxFixInt)
        {
            Reserve(1) = (byte)value;
        }
        else
        {
            WriteLonger(value);
        }
    }

    public void Write(ulong value)
    {
        if (value <= uint.MaxValue)
        {
            Write((uint)value);
        }
        else
        {
            WriteUInt64(value);
        }
    }

    public void Write(long value)
    {
        if (value is >= int.MinValue and <= int.MaxValue)
        {
            Write((int)value);
        }
        else if (value >= 0)
        {
            Write((ulong)value);
        }
        else
        {
            WriteInt64(value);
        }
    }

    public void Write(float value) => Write32(MessagePackCode.Float32, BitConverter.SingleToUInt32Bits(value));

    public void Write(double value) => Write64(MessagePackCode.Float64, BitConverter.DoubleToUInt64Bits(value));

    public void WriteUInt8(byte value) => Write8(MessagePackCode.UInt8, value);

    public void WriteInt8(sbyte value) => Write8(MessagePackCode.Int8, (byte)value);

    public void WriteUInt16(ushort value) => Write16(MessagePackCode.UInt16, value);

    public void WriteInt16(short value) => Write16(MessagePackCode.Int16, (ushort)value);

    public void WriteUInt32(uint value) => Write32(MessagePackCode.UInt32, value);

    public void WriteInt32(int value) => Write32(MessagePackCode.Int32, (uint)value);

    public void WriteUInt64(ulong value) => Write64(MessagePackCode.UInt64, value);

    public void WriteInt64(long value) => Write64(MessagePackCode.Int64, (ulong)value);

    /// <summary>
    /// The timestamp extension in its shortest form. Local times are converted to UTC, times of no kind are taken as UTC.
    /// </summary>
    public void Write(DateTime dateTime)
    {
        long ticks = (dateTime.Kind == DateTimeKind.Local ? dateTime.ToUniversalTime() : dateTime).Ticks - DateTime.UnixEpoch.Ticks;
        long seconds = Math.DivRem(ticks, TimeSpan.TicksPerSecond, out long restTicks);
        if (restTicks < 0)
        {
            seconds--;
            restTicks += TimeSpan.TicksPerSecond;
        }

        uint nanoseconds = (uint)restTicks * TimestampLimits.NanosecondsPerTick;
        if (nanoseconds == 0 && seconds is >= 0 and <= uint.MaxValue)
        {
            WriteExtensionFormatHeader(new ExtensionHeader(TimestampLimits.TypeCode, sizeof(uint)));
            Unsafe.WriteUnaligned(ref Reserve(sizeof(uint)), BigEndian((uint)seconds));
        }
        else if ((ulong)seconds >> TimestampLimits.SecondsBitsOf64 == 0)
        {
            ulong packed = ((ulong)nanoseconds << TimestampLimits.SecondsBitsOf64) | (ulong)seconds;
            WriteExtensionFormatHeader(new ExtensionHeader(TimestampLimits.TypeCode, sizeof(ulong)));
            Unsafe.WriteUnaligned(ref Reserve(sizeof(ulong)), BigEndian(packed));
        }
        else
        {
            WriteExtensionFormatHeader(new ExtensionHeader(TimestampLimits.TypeCode, sizeof(uint) + sizeof(ulong)));
            Unsafe.WriteUnaligned(ref Reserve(sizeof(uint)), BigEndian(nanoseconds));
            Unsafe.WriteUnaligned(ref Reserve(sizeof(ulong)), BigEndian((ulong)seconds));
        }
    }

    private void WriteLongerUnsigned(uint value)
    {
        switch (value)
        {
            case <= byte.MaxValue:
                WriteUInt8((byte)value);
                break;
            case <= ushort.MaxValue:
                WriteUInt16((ushort)value);
                break;
            default:
                WriteUInt32(value);
                break;
        }
    }

    private void WriteLonger(int value)
    {
        switch (value)
        {
            case >= 0:
                WriteLongerUnsigned((uint)value);
                break;
            case >= sbyte.MinValue:
                WriteInt8((sbyte)value);
                break;
            case >= short.MinValue:
                WriteInt16((short)value);
                break;
            default:
                WriteInt32(value);
                break;
        }
    }
}
