using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace LiteNetLib.Utils;

/// <summary>
/// Appends values, little-endian, to a growing buffer. Strings are a 16-bit (byte count + 1) and UTF-8; arrays a 16-bit count and the
/// elements. Without auto-resize a value that does not fit throws.
/// </summary>
public class NetDataWriter
{
    private const int DefaultCapacity = 64;

    private readonly bool _autoResize;
    private byte[] _data;
    private int _position;

    public NetDataWriter()
        : this(true, DefaultCapacity)
    {
    }

    public NetDataWriter(bool autoResize)
        : this(autoResize, DefaultCapacity)
    {
    }

    public NetDataWriter(bool autoResize, int initialSize)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(initialSize);
        _autoResize = autoResize;
        _data = new byte[initialSize];
    }

    public byte[] Data => _data;

    public int Length => _position;

    public int Capacity => _data.Length;

    public static NetDataWriter FromString(string value)
    {
        var writer = new NetDataWriter();
        writer.Put(value);
        return writer;
    }

    /// <summary><c>copy</c>: False wraps the array itself; the writer then replaces it when it must grow.</summary>
    public static NetDataWriter FromBytes(byte[] bytes, bool copy)
    {
        if (copy)
        {
            return FromBytes(bytes, 0, bytes.Length);
        }

        return new NetDataWriter(true, 0) { _data = bytes, _position = bytes.Length };
    }

    public static NetDataWriter FromBytes(byte[] bytes, int offset, int length)
    {
        var writer = new NetDataWriter(true, length);
        writer.Put(bytes, offset, length);
        return writer;
    }

    public static NetDataWriter FromBytes(ReadOnlySpan<byte> bytes)
    {
        var writer = new NetDataWriter(true, bytes.Length);
        writer.Put(bytes);
        return writer;
    }

    public void Reset() => _position = 0;

    /// <param name="size">Capacity to have at least.</param>
    public void Reset(int size)
    {
        Reserve(0, size);
        _position = 0;
    }

    public byte[] CopyData() => _data.AsSpan(0, _position).ToArray();

    /// <summary>Moves the end of the data and returns where it was.</summary>
    public int SetPosition(int position)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(position);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(position, _data.Length);
        int previous = _position;
        _position = position;
        return previous;
    }

    public ReadOnlySpan<byte> AsReadOnlySpan() => new(_data, 0, _position);

    public void ResizeIfNeed(int newSize) => Reserve(0, newSize);

    public void EnsureFit(int additionalSize) => Reserve(_position, additionalSize);

    public void Put(byte value) => Take(1)[0] = value;

    public void Put(sbyte value) => Take(1)[0] = (byte)value;

    public void Put(bool value) => Take(1)[0] = value ? (byte)1 : (byte)0;

    public void Put(short value) => BinaryPrimitives.WriteInt16LittleEndian(Take(2), value);

    public void Put(ushort value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void Put(char value) => BinaryPrimitives.WriteUInt16LittleEndian(Take(2), value);

    public void Put(int value) => BinaryPrimitives.WriteInt32LittleEndian(Take(4), value);

    public void Put(uint value) => BinaryPrimitives.WriteUInt32LittleEndian(Take(4), value);

    public void Put(long value) => BinaryPrimitives.WriteInt64LittleEndian(Take(8), value);

    public void Put(ulong value) => BinaryPrimitives.WriteUInt64LittleEndian(Take(8), value);

    public void Put(float value) => BinaryPrimitives.WriteSingleLittleEndian(Take(4), value);

    public void Put(double value) => BinaryPrimitives.WriteDoubleLittleEndian(Take(8), value);

    public void Put(Guid value) => value.TryWriteBytes(Take(16));

    public void Put(IPEndPoint endPoint)
    {
        bool v4 = endPoint.AddressFamily == AddressFamily.InterNetwork;
        if (!v4 && endPoint.AddressFamily != AddressFamily.InterNetworkV6)
        {
            throw new ArgumentException("Only IPv4 and IPv6 endpoints have a layout.", nameof(endPoint));
        }

        Put(v4 ? (byte)0 : (byte)1);
        endPoint.Address.TryWriteBytes(Take(v4 ? 4 : 16), out _);
        Put((ushort)endPoint.Port);
    }

    /// <param name="value">Null counts as empty.</param>
    /// <param name="maxLength">Characters to keep; 0 keeps all.</param>
    public void Put(string? value, int maxLength = 0)
    {
        if (string.IsNullOrEmpty(value))
        {
            Put((ushort)0);
            return;
        }

        ReadOnlySpan<char> text = maxLength > 0 && value.Length > maxLength ? value.AsSpan(0, maxLength) : value;
        int bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes >= ushort.MaxValue)
        {
            throw new InvalidPacketException("A string of this length needs PutLargeString.");
        }

        Put((ushort)(bytes + 1));
        Encoding.UTF8.GetBytes(text, Take(bytes));
    }

    public void PutLargeString(string? value)
    {
        int bytes = string.IsNullOrEmpty(value) ? 0 : Encoding.UTF8.GetByteCount(value);
        Put(bytes);
        if (bytes > 0)
        {
            Encoding.UTF8.GetBytes(value, Take(bytes));
        }
    }

    public void Put(byte[] data) => data.CopyTo(Take(data.Length));

    public void Put(byte[] data, int offset, int length) => data.AsSpan(offset, length).CopyTo(Take(length));

    public void Put(ReadOnlySpan<byte> data) => data.CopyTo(Take(data.Length));

    public void PutBytesWithLength(byte[] data) => PutBytesWithLength(data, 0, checked((ushort)data.Length));

    public void PutBytesWithLength(byte[] data, int offset, ushort length)
    {
        Put(length);
        Put(data, offset, length);
    }

    public void PutArray(bool[]? value)
    {
        foreach (bool element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(short[]? value)
    {
        foreach (short element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(ushort[]? value)
    {
        foreach (ushort element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(int[]? value)
    {
        foreach (int element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(uint[]? value)
    {
        foreach (uint element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(long[]? value)
    {
        foreach (long element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(ulong[]? value)
    {
        foreach (ulong element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(float[]? value)
    {
        foreach (float element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(double[]? value)
    {
        foreach (double element in Counted(value))
        {
            Put(element);
        }
    }

    public void PutArray(string[]? value)
    {
        foreach (string element in Counted(value))
        {
            Put(element);
        }
    }

    private ReadOnlySpan<T> Counted<T>(T[]? value)
    {
        Put(checked((ushort)(value?.Length ?? 0)));
        return value;
    }

    private Span<byte> Take(int count)
    {
        Reserve(_position, count);
        var span = new Span<byte>(_data, _position, count);
        _position += count;
        return span;
    }

    private void Reserve(int from, int count)
    {
        if (_data.Length - from < count)
        {
            Grow(checked(from + count));
        }
    }

    private void Grow(int needed)
    {
        if (!_autoResize)
        {
            throw new InvalidPacketException("The writer is full and may not grow.");
        }

        Array.Resize(ref _data, Math.Max(needed, Math.Max(DefaultCapacity, (int)Math.Min(_data.Length * 2L, Array.MaxLength))));
    }
}
