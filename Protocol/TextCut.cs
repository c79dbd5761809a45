namespace Ecs.Protocol;

/// <summary>Texts that are longer than where they go.</summary>
public static class TextCut
{
    /// <summary>In UTF-8, of one unit of UTF-16.</summary>
    private const int LongestUnitBytes = 3;

    /// <summary>The start of a text, cut between code points.</summary>
    /// <param name="text">Any; half a surrogate pair counts as U+FFFD, which is what is sent of it.</param>
    /// <param name="limit">Code points at most.</param>
    /// <param name="longest">Bytes of UTF-8 at most.</param>
    public static ReadOnlySpan<char> Fit(ReadOnlySpan<char> text, int limit, int longest)
    {
        if (text.Length <= limit && text.Length * LongestUnitBytes <= longest)
            return text;

        var kept = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (limit-- == 0 || (longest -= rune.Utf8SequenceLength) < 0)
                break;

            kept += rune.Utf16SequenceLength;
        }

        return text[..kept];
    }
}
