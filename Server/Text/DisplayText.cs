using System.Globalization;
using System.Text;
using Ecs.Protocol;

namespace Ecs.Server.Text;

/// <summary>
/// Cleans what players write before anyone sees it: consoles, logs and other players only ever get what comes out of
/// here. The rules are those of docs/protocol.md, "Order". Cleaning twice changes nothing.
/// </summary>
public static class DisplayText
{
    /// <summary>UTF-16 units looked at; the wire's own limits are narrower, so only console lines and files can meet it.</summary>
    public const int RawLimit = 4096;

    /// <summary>More stacked on one letter would paint over neighbouring lines.</summary>
    private const int MarksInARow = 2;

    /// <summary>False when nothing visible remains, or nothing but marks that stand on no letter; <paramref name="name"/> is then empty.</summary>
    public static bool TryCleanName(ReadOnlySpan<char> raw, out string name) => TryCleanName(raw, Limits.NameCodePoints, out name);

    /// <summary>Likewise, cut to <paramref name="limit"/> code points.</summary>
    public static bool TryCleanName(ReadOnlySpan<char> raw, int limit, out string name)
    {
        name = OrNothing(Clean(raw, limit));
        return name.Length != 0;
    }

    /// <summary>The message as others may see it; empty when nothing visible remains, or nothing but marks.</summary>
    public static string CleanChat(ReadOnlySpan<char> raw) => CleanChat(raw, Limits.ChatCodePoints);

    /// <summary>Likewise, cut to <paramref name="limit"/> code points.</summary>
    public static string CleanChat(ReadOnlySpan<char> raw, int limit) => OrNothing(Clean(raw, limit));

    /// <summary>One line for a console or log: cleaned, cut to <paramref name="limit"/> code points.</summary>
    public static string Clean(ReadOnlySpan<char> raw, int limit)
    {
        if (raw.Length > RawLimit)
            raw = raw[..RawLimit];
        // Without surrogates first: normalising throws on half a pair. Removing can bring a letter and a mark together,
        // and composing can bring out blanks and marks, so the marks and blanks are counted in the composed text.
        var composed = WithoutInvisible(raw).Normalize(NormalizationForm.FormKC);
        return Fold(composed, limit);
    }

    /// <summary>
    /// What two names must not share: compatibility-composed and case-folded (simple folding, with the sharp s as ss), so
    /// that "STRASSE" and "Straße", or full-width and plain letters, are the same name.
    /// </summary>
    public static string UniqueKey(string name)
    {
        var key = name;
        // Folding can leave a form that composes differently; the second round is the fixed point.
        for (var round = 0; round < 2; round++)
            key = FoldCase(key).Normalize(NormalizationForm.FormKC);
        return key;
    }

    /// <summary>
    /// False where the runtime composes nothing and says nothing: in its invariant mode. Names could not be told apart there, and a store would get keys
    /// that nobody finds again.
    /// </summary>
    public static bool CanCompose => "\uff41e\u0301".Normalize(NormalizationForm.FormKC) == "a\u00e9";

    /// <summary>Whether a code point may be shown at all.</summary>
    public static bool IsVisible(Rune rune) => Rune.GetUnicodeCategory(rune) switch
    {
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse
            or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator => false,
        _ => !IsBlankLetter(rune.Value),
    };

    /// <summary>Letters and marks that draw nothing and are not in the format category: fillers, variation selectors, joiners.</summary>
    private static bool IsBlankLetter(int value) => value is
        0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x2800 or 0x3164
        or (>= 0xFE00 and <= 0xFE0F) or 0xFFA0 or (>= 0xE0100 and <= 0xE01EF);

    private static string WithoutInvisible(ReadOnlySpan<char> raw)
    {
        var kept = new StringBuilder(raw.Length);
        while (!raw.IsEmpty)
        {
            var valid = Rune.DecodeFromUtf16(raw, out var rune, out var units) == System.Buffers.OperationStatus.Done;
            raw = raw[units..];
            if (valid && IsVisible(rune))
                Append(kept, rune);
        }

        return kept.ToString();
    }

    private static string Fold(string composed, int limit)
    {
        var shown = new StringBuilder(composed.Length);
        var count = 0;
        var marks = 0;
        var blankWaits = false;
        foreach (var rune in composed.EnumerateRunes())
        {
            if (Rune.IsWhiteSpace(rune))
            {
                blankWaits = count != 0;
                continue;
            }

            if (!IsVisible(rune))
                continue;
            marks = !IsMark(rune) ? 0 : blankWaits ? 1 : marks + 1;
            if (marks > MarksInARow)
                continue;
            if (count + (blankWaits ? 2 : 1) > limit)
                break;
            if (blankWaits)
            {
                shown.Append(' ');
                count++;
                blankWaits = false;
            }

            Append(shown, rune);
            count++;
        }

        return shown.ToString();
    }

    /// <summary>Marks alone would be drawn on whatever stands before them.</summary>
    private static string OrNothing(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value != ' ' && !IsMark(rune))
                return text;
        }

        return "";
    }

    private static bool IsMark(Rune rune) => Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    private static string FoldCase(string text)
    {
        var folded = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is 'ß' or 'ẞ')
                folded.Append("ss");
            else if (rune.Value is 'İ')
                folded.Append("i\u0307");
            else
                Append(folded, Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)));
        }

        return folded.ToString();
    }

    private static void Append(StringBuilder text, Rune rune)
    {
        Span<char> units = stackalloc char[2];
        text.Append(units[..rune.EncodeToUtf16(units)]);
    }
}
