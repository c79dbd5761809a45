using System.Buffers.Binary;
using MessagePack;

namespace Ecs.Server.Doors.Survival;

/// <summary>
/// Looks a whole MessagePack value over before anybody reads it: cut off, too deep, or with counts beyond its bytes, it is
/// refused here without an exception, and the library's reader behind it has nothing left to throw about.
/// </summary>
internal static class PackedShape
{
    /// <summary>Arrays and maps inside each other. The deepest honest message has three.</summary>
    public const int DepthLimit = 8;

    /// <summary>Whether the bytes are exactly one value.</summary>
    public static bool IsOneValue(ReadOnlySpan<byte> bytes)
    {
        Span<long> left = stackalloc long[DepthLimit + 1];
        var depth = 0;
        left[0] = 1;
        while (true)
        {
            while (left[depth] == 0)
            {
                if (depth == 0)
                    return bytes.IsEmpty;
                depth--;
            }

            left[depth]--;
            if (!TryMeasure(bytes, out var head, out var body, out var children) || head + body > bytes.Length || children > bytes.Length)
                return false;
            bytes = bytes[(int)(head + body)..];
            if (children == 0)
                continue;
            if (++depth > DepthLimit)
                return false;
            left[depth] = children;
        }
    }

    /// <summary>The bytes of a value's head and own body, and the values that follow inside it.</summary>
    private static bool TryMeasure(ReadOnlySpan<byte> bytes, out long head, out long body, out long children)
    {
        (head, body, children) = (1, 0, 0);
        if (bytes.IsEmpty)
            return false;
        var code = bytes[0];
        switch (code)
        {
            case <= MessagePackCode.MaxFixInt or >= MessagePackCode.MinNegativeFixInt:
            case MessagePackCode.Nil or MessagePackCode.True or MessagePackCode.False:
                return true;
            case <= MessagePackCode.MaxFixMap:
                children = 2 * (code & 0x0F);
                return true;
            case <= MessagePackCode.MaxFixArray:
                children = code & 0x0F;
                return true;
            case <= MessagePackCode.MaxFixStr:
                body = code & 0x1F;
                return true;
            case MessagePackCode.UInt8 or MessagePackCode.Int8:
                body = 1;
                return true;
            case MessagePackCode.UInt16 or MessagePackCode.Int16 or MessagePackCode.FixExt1:
                body = 2;
                return true;
            case MessagePackCode.FixExt2:
                body = 3;
                return true;
            case MessagePackCode.UInt32 or MessagePackCode.Int32 or MessagePackCode.Float32:
                body = 4;
                return true;
            case MessagePackCode.FixExt4:
                body = 5;
                return true;
            case MessagePackCode.UInt64 or MessagePackCode.Int64 or MessagePackCode.Float64:
                body = 8;
                return true;
            case MessagePackCode.FixExt8:
                body = 9;
                return true;
            case MessagePackCode.FixExt16:
                body = 17;
                return true;
            case MessagePackCode.Str8 or MessagePackCode.Bin8:
                return TryReadLength(bytes, 1, ref head, out body);
            case MessagePackCode.Str16 or MessagePackCode.Bin16:
                return TryReadLength(bytes, 2, ref head, out body);
            case MessagePackCode.Str32 or MessagePackCode.Bin32:
                return TryReadLength(bytes, 4, ref head, out body);
            case MessagePackCode.Ext8 or MessagePackCode.Ext16 or MessagePackCode.Ext32:
                var hasLength = TryReadLength(bytes, 1 << (code - MessagePackCode.Ext8), ref head, out body);
                body++; // The type.
                return hasLength;
            case MessagePackCode.Array16 or MessagePackCode.Array32:
                return TryReadLength(bytes, code == MessagePackCode.Array16 ? 2 : 4, ref head, out children);
            case MessagePackCode.Map16 or MessagePackCode.Map32:
                var hasCount = TryReadLength(bytes, code == MessagePackCode.Map16 ? 2 : 4, ref head, out children);
                children *= 2;
                return hasCount;
            default:
                return false;
        }
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, int width, ref long head, out long length)
    {
        length = 0;
        if (bytes.Length <= width)
            return false;
        head += width;
        length = width switch
        {
            1 => bytes[1],
            2 => BinaryPrimitives.ReadUInt16BigEndian(bytes[1..]),
            _ => BinaryPrimitives.ReadUInt32BigEndian(bytes[1..]),
        };
        return true;
    }
}
