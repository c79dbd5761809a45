using System.Runtime.CompilerServices;

namespace LiteNetLib.Utils;

/// <content>The family that returns false instead of throwing.</content>
public partial class NetDataReader
{
    public bool TryGetByte(out byte result) => TryRead(out result);

    public bool TryGetSByte(out sbyte result) => TryRead(out result);

    public bool TryGetBool(out bool result)
    {
        bool read = TryRead(out byte value);
        result = value == 1;
        return read;
    }

    public bool TryGetChar(out char result)
    {
        bool read = TryRead(out ushort value);
        result = (char)value;
        return read;
    }

    public bool TryGetShort(out short result) => TryRead(out result);

    public bool TryGetUShort(out ushort result) => TryRead(out result);

    public bool TryGetInt(out int result) => TryRead(out result);

    public bool TryGetUInt(out uint result) => TryRead(out result);

    public bool TryGetLong(out long result) => TryRead(out result);

    public bool TryGetULong(out ulong result) => TryRead(out result);

    public bool TryGetFloat(out float result) => TryRead(out result);

    public bool TryGetDouble(out double result) => TryRead(out result);

    public bool TryGetString(out string result)
    {
        if (AvailableBytes >= sizeof(ushort) && AvailableBytes >= sizeof(ushort) + Math.Max(0, PeekUShort() - 1))
        {
            result = GetString();
            return true;
        }

        result = null!;
        return false;
    }

    public bool TryGetStringArray(out string[] result)
    {
        int position = _position;
        result = null!;
        if (!TryGetUShort(out ushort count) || count * sizeof(ushort) > AvailableBytes)
        {
            _position = position;
            return false;
        }

        var strings = new string[count];
        for (int i = 0; i < count; i++)
        {
            if (!TryGetString(out strings[i]))
            {
                _position = position;
                return false;
            }
        }

        result = strings;
        return true;
    }

    public bool TryGetBytesWithLength(out byte[] result)
    {
        if (AvailableBytes >= sizeof(ushort) && AvailableBytes >= sizeof(ushort) + PeekUShort())
        {
            result = GetBytesWithLength();
            return true;
        }

        result = null!;
        return false;
    }

    private bool TryRead<T>(out T result)
        where T : unmanaged
    {
        if (AvailableBytes < Unsafe.SizeOf<T>())
        {
            result = default;
            return false;
        }

        result = Read<T>();
        return true;
    }
}
