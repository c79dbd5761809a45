using System.Text;
using System.Text.Unicode;

namespace Ecs.Server.Doors.Argentum.Packets;

/// <summary>
/// Texts of the wire: Windows-1252 in both directions. Some clients write UTF-8, which hardly any text in the other encoding
/// happens to be, so valid UTF-8 is read as such.
/// </summary>
public static class WireText
{
    private static readonly Encoding Western = CodePagesEncodingProvider.Instance.GetEncoding(1252)
        ?? throw new InvalidOperationException("the runtime has no code page 1252");

    public static string Decode(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : Western.GetString(bytes);

    /// <summary>
    /// Letters that the code page lacks become the nearest that it has, or a question mark. Cuts the text when there is no room.
    /// Returns the bytes used, one per UTF-16 unit.
    /// </summary>
    public static int Encode(ReadOnlySpan<char> text, Span<byte> destination) =>
        Western.GetBytes(text[..Math.Min(text.Length, destination.Length)], destination);

    /// <summary>Whether clients can show and type every letter.</summary>
    public static bool IsWestern(ReadOnlySpan<char> text)
    {
        Span<byte> bytes = stackalloc byte[text.Length];
        Span<char> back = stackalloc char[text.Length];
        return text.SequenceEqual(back[..Western.GetChars(bytes[..Western.GetBytes(text, bytes)], back)]);
    }
}
