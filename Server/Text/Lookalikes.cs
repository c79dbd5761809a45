using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace Ecs.Server.Text;

/// <summary>
/// What letters look like to people. The rows are the confusables of Unicode (UTS 39) that compatibility composition and folding
/// of case do not take care of, with small capitals, hooks and strokes, and what generators of fancy text write; only for the letters that
/// <see cref="ProtectedNames"/> are made of (decision 0011). Code points as escapes, because whoever reads this could not tell them apart.
/// </summary>
internal static class Lookalikes
{
    private static readonly FrozenDictionary<int, char> Letters = Read(
    [
        ('a',
            "4@\u0250\u0251\u0394\u039B\u03B1\u0414\u0430\u0E04\u15E9\u15C4\u15C5\u1D00\u1D8F\u20B3\u2200\u2206\u2376\u237A\u2C65\u5342"
                + "\uA4EE\uA4EF\uAB7A\U000102A0\U00016F40\U0001D217"),
        ('c',
            "\u00A2\u0188\u023C\u0255\u025B\u037D\u03B5\u0441\u0454\u04AB\u0511\u1D04\u20A1\u20AC\u22F4\u2377\u2C89\u2CA5\uA4DA"
                + "\uA73F\uA793\uA794\uAB9B\uABAF\U000102A2\U00010302\U00010429\U0001043D\U0001051C\U000118CE\U000118E9\U000118F2"
                + "\U00016F2D\U0001D221\U0001DF1D\U0001F16E\U0001F74C"),
        ('d',
            "\u00D0\u0111\u018C\u0221\u0256\u0257\u0501\u0E54\u10EB\u13E7\u146F\u15DE\u15EA\u1D05\u1D6D\u1D81\u1D91\u20AB\u2202"
                + "\uA4D2\uA4D3\uA7C8\uAB70"),
        ('l',
            "!1|\u00A1\u0131\u0142\u019A\u01C0\u0234\u0268\u0269\u026A\u026B\u026C\u026D\u029F\u03B9\u0456\u04CF\u05C0\u05D5\u05DF"
                + "\u0627\u0661\u0673\u06F1\u07CA\u0E40\u14AA\u16C1\u1D09\u1D0C\u1D7B\u1D7C\u1D85\u1D96\u2223\u2373\u2378\u23FD\u2C61"
                + "\u2C92\u2CD1\u2D4F\u4E28\uA4E1\uA4F2\uA647\uA749\uA781\uA78E\uAB37\uAB38\uAB39\uAB75\uABAE\U0001028A\U00010309"
                + "\U00010320\U00010443\U00010526\U000118B2\U000118C3\U00016F16\U00016F28\U0001D22A\U0001DF04\U0001DF11\U0001DF13"
                + "\U0001DF1A\U0001E8C7"),
        ('m',
            "\u019C\u0270\u0271\u028D\u043C\u1D0D\u20A5\u039C\u03FA\u041C\u04CD\u057A\u0E53\u10DD\u1223\u13B7\u15F0\u16D6\u1D86\u2C6E\u2C98\u722A\uA4DF\uA7FA"
                + "\u1D6F\uAB3A\U000102B0\U00010311\U00011700\U000118E3"),
        ('n',
            "\u019E\u0235\u0272\u0273\u0274\u0377\u039D\u03A0\u03B7\u03C0\u0418\u041F\u0438\u043F\u048B\u0578\u057C\u0E20\u20A6\u1260"
                + "\u144E\u1D0E\u1D70\u1D87\u220F\u2229\u22C2\u2C9A\u51E0\uA4E0\uA4F5\uA6A1\uA791\uA7A5\uAB3B\U0001018E\U0001044D"
                + "\U00010513\U0001D20B\U0001D245"),
        ('r',
            "\u024D\u0279\u027A\u027B\u027C\u027D\u027E\u027F\u0280\u0433\u044F\u0493\u1587\u1D19\u1D1A\u1D26\u1D72\u1D73\u1D89"
                + "\u2129\u2C79\u2C85\uA4E3\uA7A7\uAB46\uAB47\uAB48\uAB49\uAB68\uAB71\uAB81\uABA2\U000104B4\U00016F35\U0001D216\U0001DF08"
                + "\U0001DF15\U0001DF16"),
    ]);

    /// <summary>The letters that have rows; i is looked up as l.</summary>
    public static ReadOnlySpan<char> Covered => "acdlmnr";

    /// <summary>
    /// Two names with one skeleton look alike: letters and digits only, each as the letter that it looks like; i and 1 as l, m as rn
    /// and d as cl, as they run together in many typefaces.
    /// </summary>
    /// <param name="name">Any text without halves of surrogate pairs.</param>
    /// <param name="withSigns">Whether "!", "|" and "@" are letters or signs: they may be meant as either.</param>
    public static string SkeletonOf(string name, bool withSigns)
    {
        var skeleton = new StringBuilder(name.Length);
        foreach (var rune in name.Normalize(NormalizationForm.FormKD).EnumerateRunes())
        {
            if (!Rune.IsLetterOrDigit(rune) && (!withSigns || !Letters.ContainsKey(rune.Value)) && !IsBoxed(rune.Value, out _))
                continue;
            switch (LetterOf(rune))
            {
                case 'd':
                    skeleton.Append("cl");
                    break;
                case 'm':
                    skeleton.Append("rn");
                    break;
                case 'i':
                    skeleton.Append('l');
                    break;
                case '\0':
                    skeleton.Append(CultureInfo.InvariantCulture, $"{rune}");
                    break;
                case char letter:
                    skeleton.Append(letter);
                    break;
            }
        }

        return skeleton.ToString();
    }

    /// <summary>The small letter that it looks like, or zero. As it is first: a capital may look like another letter than its small form.</summary>
    private static char LetterOf(Rune rune)
    {
        var small = Rune.ToLowerInvariant(rune);
        return Letters.TryGetValue(rune.Value, out var letter) || Letters.TryGetValue(small.Value, out letter) || IsBoxed(rune.Value, out letter)
            ? letter
            : small.IsAscii ? (char)small.Value : '\0';
    }

    /// <summary>White letters on circles and squares, and those of flags: three alphabets that compose to no others.</summary>
    private static bool IsBoxed(int value, out char letter)
    {
        var at = value switch
        {
            >= 0x1F150 and <= 0x1F169 => value - 0x1F150,
            >= 0x1F170 and <= 0x1F189 => value - 0x1F170,
            >= 0x1F1E6 and <= 0x1F1FF => value - 0x1F1E6,
            _ => -1,
        };
        letter = at < 0 ? '\0' : (char)('a' + at);
        return at >= 0;
    }

    private static FrozenDictionary<int, char> Read(ReadOnlySpan<(char Letter, string Alike)> rows)
    {
        var letters = new Dictionary<int, char>();
        foreach ((var letter, var alike) in rows)
        {
            foreach (var rune in alike.EnumerateRunes())
                letters.Add(rune.Value, letter);
        }

        return letters.ToFrozenDictionary();
    }
}
