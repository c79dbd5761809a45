using System.Buffers.Binary;
using System.Text;

namespace Ecs.Tests.Protocol;

/// <summary>
/// MessagePack read from its public specification alone, without the product's reader: arrays become object arrays,
/// integers Int128, text string, bin byte[].
/// </summary>
public static class PlainMessagePack
{
    private const byte Str32 = 0xdb;
    private const byte Bin32 = 0xc6;
    private const byte Array32 = 0xdd;

    /// <summary>A header that states a length or count; <paramref name="WideCode"/> begins its 32-bit form.</summary>
    public sealed record Header(int Start, int End, byte WideCode);

    public static object Read(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        var value = Value(bytes, ref at, null);
        Assert.Equal(bytes.Length, at);
        return value;
    }

    public static IReadOnlyList<Header> HeadersOf(ReadOnlySpan<byte> bytes)
    {
        List<Header> headers = [];
        var at = 0;
        Value(bytes, ref at, headers);
        return headers;
    }

    private static object Value(ReadOnlySpan<byte> bytes, ref int at, List<Header>? headers)
    {
        var start = at;
        var code = bytes[at++];
        switch (code)
        {
            case <= 0x7f:
                return (Int128)code;
            case >= 0xe0:
                return (Int128)(code - 256);
            case >= 0x90 and <= 0x9f:
                return Items(bytes, ref at, code & 0x0f, start, headers);
            case >= 0xa0 and <= 0xbf:
                return Text(bytes, ref at, code & 0x1f, start, headers);
            case 0xc2 or 0xc3:
                return code == 0xc3;
            case 0xc4:
                return Binary(bytes, ref at, (int)Number(bytes, ref at, 1), start, headers);
            case 0xc5:
                return Binary(bytes, ref at, (int)Number(bytes, ref at, 2), start, headers);
            case >= 0xcc and <= 0xcf:
                return (Int128)Number(bytes, ref at, 1 << (code - 0xcc));
            case >= 0xd0 and <= 0xd3:
                var width = 1 << (code - 0xd0);
                var shift = 64 - 8 * width;
                return (Int128)((long)(Number(bytes, ref at, width) << shift) >> shift);
            case 0xd9:
                return Text(bytes, ref at, (int)Number(bytes, ref at, 1), start, headers);
            case 0xda:
                return Text(bytes, ref at, (int)Number(bytes, ref at, 2), start, headers);
            case 0xdc:
                return Items(bytes, ref at, (int)Number(bytes, ref at, 2), start, headers);
            default:
                throw new InvalidDataException($"The wire has no use for {code:x2} at {start}.");
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

    private static object[] Items(ReadOnlySpan<byte> bytes, ref int at, int count, int start, List<Header>? headers)
    {
        headers?.Add(new(start, at, Array32));
        var items = new object[count];
        for (var index = 0; index < count; index++)
            items[index] = Value(bytes, ref at, headers);

        return items;
    }

    private static string Text(ReadOnlySpan<byte> bytes, ref int at, int length, int start, List<Header>? headers)
    {
        headers?.Add(new(start, at, Str32));
        at += length;
        return new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes.Slice(at - length, length));
    }

    private static byte[] Binary(ReadOnlySpan<byte> bytes, ref int at, int length, int start, List<Header>? headers)
    {
        headers?.Add(new(start, at, Bin32));
        at += length;
        return bytes.Slice(at - length, length).ToArray();
    }
}
