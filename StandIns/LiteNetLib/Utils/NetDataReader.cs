using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace LiteNetLib.Utils;

/// <summary>
/// Reads what a <see cref="NetDataWriter"/> wrote. A <c>Get</c> past the end throws <see cref="InvalidPacketException"/>; the
/// <c>TryGet</c> family returns false instead and leaves the position alone.
/// </summary>
public partial class NetDataReader
{
    private byte[] _data = [];
    private int _position;
    private int _end;
    private int _offset;

    public NetDataReader()
    {
    }

    public NetDataReader(NetDataWriter writer) => SetSource(writer);

    public NetDataReader(byte[] source) => SetSource(source);

    public NetDataReader(byte[] source, int offset, int maxSize) => SetSource(source, offset, maxSize);

    /// <summary>The whole buffer; the message is the part from <see cref="UserDataOffset"/> to <see cref="RawDataSize"/>.</summary>
    public byte[] RawData => _data;

    /// <summary>End of the message within <see cref="RawData"/>.</summary>
    public int RawDataSize => _end;

    public int UserDataOffset => _offset;

    public int UserDataSize => _end - _offset;

    /// <summary>Index into <see cref="RawData"/> of the next byte.</summary>
    public int Position => _position;

    public int AvailableBytes => _end - _position;

    public bool EndOfData => _position == _end;

    /// <summary>True when the reader holds no buffer (never set, or recycled).</summary>
    public bool IsNull => ReferenceEquals(_data, Array.Empty<byte>());

    public void SetSource(NetDataWriter writer) => SetSource(writer.Data, 0, writer.Length);

    public void SetSource(byte[] source) => SetSource(source, 0, source.Length);

    /// <summary><c>maxSize</c>: End of the data, counted from the start of the array.</summary>
    public void SetSource(byte[] source, int offset, int maxSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(maxSize, source.Length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(offset, maxSize);
        _data = source;
        _offset = offset;
        _position = offset;
        _end = maxSize;
    }

    public void Clear()
    {
        _data = [];
        _position = 0;
        _offset = 0;
        _end = 0;
    }

    public void SkipBytes(int count) => Take(count);

    /// <param name="position">Index into <see cref="RawData"/>.</param>
    public void SetPosition(int position)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(position, _offset);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, _end);
        _position = position;
    }

    public byte GetByte() => Take(1)[0];

    public sbyte GetSByte() => (sbyte)GetByte();

    public bool GetBool() => GetByte() == 1;

    public char GetChar() => (char)GetUShort();

    public ushort GetUShort() => Read<ushort>();

    public short GetShort() => Read<short>();

    public uint GetUInt() => Read<uint>();

    public int GetInt() => Read<int>();

    public ulong GetULong() => Read<ulong>();

    public long GetLong() => Read<long>();

    public float GetFloat() => Read<float>();

    public double GetDouble() => Read<double>();

    public Guid GetGuid() => new(Take(16));

    public IPEndPoint GetIPEndPoint()
    {
        byte family = GetByte();
        if (family > 1)
        {
            throw new InvalidPacketException("Unknown address family.");
        }

        var address = new IPAddress(Take(family == 0 ? 4 : 16));
        return new IPEndPoint(address, GetUShort());
    }

    public string GetString() => GetString(0);

    /// <param name="maxLength">More characters than this read as an empty string; 0 takes any length.</param>
    public string GetString(int maxLength)
    {
        int size = GetUShort();
        if (size <= 1)
        {
            return string.Empty;
        }

        ReadOnlySpan<byte> bytes = Take(size - 1);
        return maxLength > 0 && Encoding.UTF8.GetCharCount(bytes) > maxLength ? string.Empty : Encoding.UTF8.GetString(bytes);
    }

    public string GetLargeString()
    {
        int size = GetInt();
        return size <= 0 ? string.Empty : Encoding.UTF8.GetString(Take(size));
    }

    public byte[] GetRemainingBytes() => Take(AvailableBytes).ToArray();

    public ReadOnlySpan<byte> GetRemainingBytesSpan() => Take(AvailableBytes);

    public ReadOnlyMemory<byte> GetRemainingBytesMemory()
    {
        ArraySegment<byte> rest = GetRemainingBytesSegment();
        return rest.AsMemory();
    }

    public ArraySegment<byte> GetRemainingBytesSegment()
    {
        var segment = new ArraySegment<byte>(_data, _position, AvailableBytes);
        _position = _end;
        return segment;
    }

    public void GetBytes(byte[] destination, int count) => Take(count).CopyTo(destination);

    public void GetBytes(byte[] destination, int start, int count) => Take(count).CopyTo(destination.AsSpan(start));

    public byte[] GetBytesWithLength() => Take(GetUShort()).ToArray();

    public byte PeekByte() => Peek<byte>();

    public sbyte PeekSByte() => Peek<sbyte>();

    public bool PeekBool() => Peek<byte>() == 1;

    public char PeekChar() => (char)Peek<ushort>();

    public ushort PeekUShort() => Peek<ushort>();

    public short PeekShort() => Peek<short>();

    public uint PeekUInt() => Peek<uint>();

    public int PeekInt() => Peek<int>();

    public ulong PeekULong() => Peek<ulong>();

    public long PeekLong() => Peek<long>();

    public float PeekFloat() => Peek<float>();

    public double PeekDouble() => Peek<double>();

    public string PeekString()
    {
        int position = _position;
        string value = GetString();
        _position = position;
        return value;
    }

    private T Peek<T>()
        where T : unmanaged
    {
        int position = _position;
        T value = Read<T>();
        _position = position;
        return value;
    }

    /// <summary>The wire is little-endian, and so is every processor this runs on; a big-endian one would swap here.</summary>
    private T Read<T>()
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = Take(Unsafe.SizeOf<T>());
        if (BitConverter.IsLittleEndian)
        {
            return Unsafe.ReadUnaligned<T>(in bytes[0]);
        }

        Span<byte> swapped = stackalloc byte[bytes.Length];
        bytes.CopyTo(swapped);
        swapped.Reverse();
        return Unsafe.ReadUnaligned<T>(in swapped[0]);
    }

    private ReadOnlySpan<byte> Take(int count)
    {
        if ((uint)count > (uint)(_end - _position))
        {
            ThrowShort();
        }

        var span = new ReadOnlySpan<byte>(_data, _position, count);
        _position += count;
        return span;
    }

    private static void ThrowShort() => throw new InvalidPacketException("The message ends before the value does.");
}
