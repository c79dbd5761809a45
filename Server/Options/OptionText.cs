using System.Globalization;
using System.Text;
using Ecs.Server.Text;

namespace Ecs.Server.Options;

/// <summary>
/// What people wrote as options, shown so that they see what is in it. A carriage return from a file with Windows' line ends is
/// the common one: dropped from a message it leaves "there is no mode arena" behind.
/// </summary>
public static class OptionText
{
    /// <summary>Characters that no value of any option may hold: controls, and what ends a line.</summary>
    public static bool HasControl(string text)
    {
        foreach (var unit in text)
        {
            if (char.IsControl(unit) || unit is '\u2028' or '\u2029')
                return true;
        }

        return false;
    }

    /// <summary>On one line, what cannot be seen written as an escape; of a longer text the first <paramref name="limit"/> characters.</summary>
    public static string Escape(string text, int limit)
    {
        var shown = new StringBuilder(text.Length);
        var count = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (count++ == limit)
                break;
            if (DisplayText.IsVisible(rune) && (rune.Value == ' ' || !Rune.IsWhiteSpace(rune)))
                shown.Append(CultureInfo.InvariantCulture, $"{rune}");
            else
                shown.Append(EscapeOf(rune.Value));
        }

        return shown.ToString();
    }

    /// <summary>Likewise, between quotes.</summary>
    public static string Quote(string text, int limit = 40) => $"\"{Escape(text, limit)}\"";

    private static string EscapeOf(int value) => value switch
    {
        '\0' => "\\0",
        '\t' => "\\t",
        '\n' => "\\n",
        '\r' => "\\r",
        '\u001b' => "\\e",
        <= 0xFFFF => string.Create(CultureInfo.InvariantCulture, $"\\u{value:X4}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"\\U{value:X8}"),
    };
}
