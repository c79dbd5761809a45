using System.Text;
using System.Text.Unicode;
using Ecs.Simulation.Values;
using MessagePack;

namespace Ecs.Protocol;

/// <summary>Field types of docs/protocol.md that MessagePack does not have by itself.</summary>
internal static class WireFields
{
    private const int LongestCodePointBytes = 4;

    /// <summary>
    /// Writes at most <paramref name="limit"/> code points and <paramref name="longest"/> bytes of the text; a lone surrogate becomes U+FFFD.
    /// </summary>
    public static void WriteText(this ref MessagePackWriter writer, string? text, int limit, int longest = Limits.TextBytes) =>
        writer.Write(TextCut.Fit(text, limit, longest));

    /// <inheritdoc cref="WriteText(ref MessagePackWriter, string, int, int)"/>
    public static void WriteText(this ref MessagePackWriter writer, ReadOnlySpan<char> text, int limit, int longest = Limits.TextBytes) =>
        writer.Write(TextCut.Fit(text, limit, longest));

    /// <summary>
    /// str(limit): UTF-8 without invalid sequences, at most so many code points and bytes; throws what the reader throws.
    /// </summary>
    public static bool TryReadText(this ref MessagePackReader reader, int limit, out string text, int longest = Limits.TextBytes)
    {
        if (TryReadUtf8(ref reader, limit, longest, out var bytes))
        {
            text = Encoding.UTF8.GetString(bytes);
            return true;
        }

        text = "";
        return false;
    }

    /// <summary>Like <see cref="TryReadText"/>, without making the string.</summary>
    public static bool TrySkipText(this ref MessagePackReader reader, int limit, int longest = Limits.TextBytes) =>
        TryReadUtf8(ref reader, limit, longest, out _);

    /// <summary>bin(limit), not empty: a slice of the packet.</summary>
    public static bool TryReadBody(this ref MessagePackReader reader, int limit, out ReadOnlyMemory<byte> body)
    {
        body = default;

        // ReadBytes would also take a string or nil; the wire says bin.
        if (reader.NextMessagePackType != MessagePackType.Binary || reader.ReadBytes() is not { } bytes)
            throw WrongType();

        body = bytes.First;
        return bytes.IsSingleSegment && body.Length > 0 && body.Length <= limit;
    }

    /// <summary>0 to 4095, or 65535 for nobody where <paramref name="orNone"/>.</summary>
    public static bool TryReadSlot(this ref MessagePackReader reader, bool orNone, out PlayerSlot slot)
    {
        slot = new(reader.ReadUInt16());
        return slot.Value < Limits.Slots || (orNone && slot.IsNone);
    }

    public static bool TryReadReason(this ref MessagePackReader reader, out Reason reason)
    {
        reason = (Reason)reader.ReadByte();
        return Enum.IsDefined(reason);
    }

    private static bool TryReadUtf8(ref MessagePackReader reader, int limit, int longest, out ReadOnlySpan<byte> bytes)
    {
        if (!reader.TryReadStringSpan(out bytes))
            throw WrongType();

        return bytes.Length <= longest && bytes.Length <= limit * LongestCodePointBytes && Utf8.IsValid(bytes) && CodePoints(bytes) <= limit;
    }

    /// <summary>Nil or a foreign type: told to the boundary as the reader tells the wrong types that it finds itself.</summary>
    private static MessagePackSerializationException WrongType() => new("Not the type that the wire has here.");

    private static int CodePoints(ReadOnlySpan<byte> utf8)
    {
        var count = 0;
        foreach (var value in utf8)
        {
            // Every code point has one byte that is not a continuation (10xxxxxx).
            count += (value & 0xc0) == 0x80 ? 0 : 1;
        }

        return count;
    }
}
