using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Ecs.Tests.Server.Doors.Survival;

/// <summary>
/// MessagePack as text and text as MessagePack, from its public specification alone: what the client's half of the survival
/// wire needs. Floats always show a point, so that 1 and 1.0 are not one.
/// </summary>
internal static class PackedJson
{
    public static string Read(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        var at = 0;
        Value(bytes, ref at, text);
        Assert.Equal(bytes.Length, at);
        return text.ToString();
    }

    /// <summary>Arrays, strings, numbers in their shortest form, floats, true, false and null; maps as (string, value) tuples.</summary>
    public static byte[] Write(object? value)
    {
        using var stream = new MemoryStream();
        Write(stream, value);
        return stream.ToArray();
    }

    /// <summary>A client's packet with these arguments.</summary>
    public static byte[] Packet(object id, params object?[] arguments) => Write(new object?[] { id, arguments });

    private static void Value(ReadOnlySpan<byte> bytes, ref int at, StringBuilder text)
    {
        var code = bytes[at++];
        switch (code)
        {
            case <= 0x7f:
                text.Append(code);
                break;
            case >= 0xe0:
                text.Append(code - 256);
                break;
            case <= 0x8f:
                Map(bytes, ref at, code & 0x0f, text);
                break;
            case <= 0x9f:
                Items(bytes, ref at, code & 0x0f, text);
                break;
            case <= 0xbf:
                Text(bytes, ref at, code & 0x1f, text);
                break;
            case 0xc0:
                text.Append("null");
                break;
            case 0xc2 or 0xc3:
                text.Append(code == 0xc3 ? "true" : "false");
                break;
            case 0xcb:
                text.Append(BitConverter.UInt64BitsToDouble(Number(bytes, ref at, 8)).ToString("0.0###", CultureInfo.InvariantCulture));
                break;
            case >= 0xcc and <= 0xcf:
                text.Append(Number(bytes, ref at, 1 << (code - 0xcc)));
                break;
            case >= 0xd0 and <= 0xd3:
                var width = 1 << (code - 0xd0);
                text.Append((long)(Number(bytes, ref at, width) << (64 - (8 * width))) >> (64 - (8 * width)));
                break;
            case 0xd9 or 0xda:
                Text(bytes, ref at, (int)Number(bytes, ref at, code - 0xd8), text);
                break;
            case 0xdc:
                Items(bytes, ref at, (int)Number(bytes, ref at, 2), text);
                break;
            default:
                throw new InvalidDataException($"The server has no use for {code:x2} at {at - 1}.");
        }
    }

    private static ulong Number(ReadOnlySpan<byte> bytes, ref int at, int width)
    {
        Span<byte> padded = stackalloc byte[8];
        padded.Clear();
        bytes.Slice(at, width).CopyTo(padded[(8 - width)..]);
        at += width;
        return BinaryPrimitives.ReadUInt64BigEndian(padded);
    }

    private static void Items(ReadOnlySpan<byte> bytes, ref int at, int count, StringBuilder text)
    {
        text.Append('[');
        for (var index = 0; index < count; index++)
        {
            text.Append(index == 0 ? "" : ",");
            Value(bytes, ref at, text);
        }

        text.Append(']');
    }

    private static void Map(ReadOnlySpan<byte> bytes, ref int at, int count, StringBuilder text)
    {
        text.Append('{');
        for (var index = 0; index < count; index++)
        {
            text.Append(index == 0 ? "" : ",");
            Value(bytes, ref at, text);
            text.Append(':');
            Value(bytes, ref at, text);
        }

        text.Append('}');
    }

    private static void Text(ReadOnlySpan<byte> bytes, ref int at, int length, StringBuilder text)
    {
        at += length;
        text.Append('"').Append(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Slice(at - length, length))).Append('"');
    }

    private static void Write(MemoryStream stream, object? value)
    {
        switch (value)
        {
            case null:
                stream.WriteByte(0xc0);
                break;
            case bool flag:
                stream.WriteByte((byte)(flag ? 0xc3 : 0xc2));
                break;
            case int number and >= -32 and <= 127:
                stream.WriteByte((byte)number);
                break;
            case int number:
                stream.WriteByte(0xd2);
                Big(stream, (uint)number, 4);
                break;
            case double number:
                stream.WriteByte(0xcb);
                Big(stream, BitConverter.DoubleToUInt64Bits(number), 8);
                break;
            case string text:
                var bytes = Encoding.UTF8.GetBytes(text);
                stream.WriteByte(0xda);
                Big(stream, (ulong)bytes.Length, 2);
                stream.Write(bytes);
                break;
            case (string key, object item):
                stream.WriteByte(0x81);
                Write(stream, key);
                Write(stream, item);
                break;
            case object?[] items:
                stream.WriteByte(0xdc);
                Big(stream, (ulong)items.Length, 2);
                foreach (var item in items)
                    Write(stream, item);

                break;
            default:
                throw new ArgumentException($"no form for {value}", nameof(value));
        }
    }

    private static void Big(MemoryStream stream, ulong value, int width)
    {
        for (var shift = 8 * (width - 1); shift >= 0; shift -= 8)
            stream.WriteByte((byte)(value >> shift));
    }
}
