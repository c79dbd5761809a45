using System.Text;
using System.Text.Unicode;
using Ecs.Protocol;
using Ecs.Server.Metrics;
using Ecs.Server.Text;

namespace Ecs.Server.Doors.Plaza;

/// <summary>Lines as this wire has them: longer than elsewhere, and measured in bytes.</summary>
internal static class PlazaText
{
    /// <summary>Bytes of a text, trimmed.</summary>
    public const int Limit = 1000;

    /// <summary>Bytes of a line with its blanks; what is longer is not worth reading.</summary>
    private const int RawLimit = 4 * Limit;

    /// <summary>Trims a text. False, with the cause, when it is too long or no UTF-8.</summary>
    public static bool TryRead(ReadOnlySpan<byte> text, out string line, out DropCause cause)
    {
        text = text.Trim(" \t\r\n"u8);
        line = "";
        cause = DropCause.TooLong;
        if (text.Length > RawLimit)
            return false;
        cause = DropCause.Malformed;
        if (!Utf8.IsValid(text))
            return false;
        line = Encoding.UTF8.GetString(text).Trim();
        cause = DropCause.TooLong;
        return Encoding.UTF8.GetByteCount(line) <= Limit;
    }

    /// <summary>The line as others may see it. Composing characters can make a text longer than it was, so it is cut once more.</summary>
    public static string Clean(string line) => TextCut.Fit(DisplayText.CleanChat(line, Limit), Limit, Limit).ToString();
}
