using System.Text;

namespace Ecs.Tests.Server.Text;

/// <summary>
/// What people send to break consoles, logs and each other's screens: a listed part for the tricks that are known, and a
/// generated part that mixes them. Seeded, so each of the 500 has a number that a failure can name.
/// </summary>
internal static class NastyStrings
{
    public const int Count = 500;

    private static readonly string[] Listed =
    [
        "", " ", "\0", "\t", "\r", "\n", "\r\n", "\u0085", "\u2028", "\u2029", "\u000b", "\u000c",
        "a\0b", "a\nb", "a\r\nb", "line\u2028break", "para\u2029graph", "next\u0085line", "tab\tstop", "back\bspace", "bell\a",
        "\u001b[31mred", "\u001b[2J\u001b[H", "\u001b]0;title\a", "\u001b]8;;http://x\u001b\\link\u001b]8;;\u001b\\", "\u001bc", "\u009b31m",
        "\u0090q\u009c", "\u001b[6n", "\u001b[?1049h", "\u007f\u007f\u007f", "x\u0008\u0008\u0008y",
        "\u202egnp.exe", "\u202dabc\u202c", "\u2066a\u2069", "\u2067a\u2068b", "\u200fright", "\u200eleft", "\u061carabic", "user\u202e\u202e\u202e",
        "a\u200bb", "a\u200cb", "a\u200db", "a\u2060b", "a\ufeffb", "\ufeff", "\u200b\u200b", "soft\u00adhyphen", "\u180e", "a\u034fb",
        "\u3164", "\uffa0", "\u115f\u1160", "\u2800", "\u2800\u2800a", "\u17b4\u17b5", "\ufe0f", "a\ufe0f\ufe0f", "\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67",
        "\ud83c\udff4\udb40\udc67\udb40\udc62\udb40\udc7f", "\udb40\udc01hidden", "\u2061f", "\ufff9a\ufffab\ufffb", "\u206a\u206f",
        "\ud800", "\udc00", "a\ud800b", "\udc00\ud800", "\ud83d", "x\udfff", "\ud800\ud800\udc00\udc00", "\ufffe", "\uffff", "\udbff\udfff", "\ufdd0",
        "\ue000private", "\uf8ff", "\udb80\udc00", "\udbc0\udc00", "\u0378", "\u0530", "\ud83f\udffe",
        "a\u0300\u0301\u0302\u0303\u0304", "\u0300", "\u0300\u0301\u0302", "Z\u0321\u0321\u0321\u035c\u035c\u0321algo", "e\u0301", "e\u200d\u0301",
        "a\u0300 \u0300 \u0300", "\u20dd\u20dd\u20dd\u20dd", "\u0e01\u0e49\u0e49\u0e49\u0e49\u0e49\u0e49", "\u0915\u093f\u0902", "o\u0338\u0338\u0338",
        "Stra\u00dfe", "STRASSE", "stra\u1e9ee", "\u0130stanbul", "\u0131", "I\u0307", "\u03a3\u03c3\u03c2", "\u1e9b\u0323", "\u212a", "\u017f", "\u2126", "\u212b",
        "\uff21\uff22\uff23", "\uff41dmin", "\u24d0\u24d1\u24d2", "\u1d43\u1d48\u1d50\u2071\u207f", "\ud835\udc00\ud835\udc01", "\ufb01\ufb02", "\u2460\u2461", "\u00bd", "\u338f",
        "\u0430dmin", "\u0410\u0412\u0421", "\u13a0\u13e3", "\u1c80", "\u10a0\u2d00", "\u10d0\u1c90", "\ufdfa", "\ufdfb", "\u33ff", "\u1100\u1161\u11a8",
        "   padded   ", "\u00a0nbsp\u00a0", "a \u2003\u2009 b", "\u3000wide\u3000", "\u1680ogham", "a\u202fb", "\u205f",
        "admin", "Admin", "ADMIN", "console", "server", "%s%s%n", "{0}{1}", "{Name}", "$(id)", "`id`", "${jndi:ldap://x}", "'; DROP TABLE x;--", "<b>x</b>",
        "[color=red]x[/color]", "../../etc/passwd", "a\\b\"c", "/quit", "!quit", "@everyone", "\"", "\\", "con", "nul", "-1", "0", "1e309", "NaN",
        new string('a', 24), new string('a', 25), new string('a', 10_000), new string('\u0301', 300), string.Concat(Enumerable.Repeat("\ud83d\ude00", 30)),
        new string(' ', 5000) + "x", new string('\ufdfa', 300), string.Concat(Enumerable.Repeat("\u202e", 1000)), new string('\n', 300),
    ];

    private static readonly string[] Pieces =
    [
        "a", "Z", "7", " ", "  ", "\u00e9", "\u4e2d", "\ud83d\ude00", "\u001b[31m", "\u001b]0;", "\a", "\n", "\r", "\0", "\u009b", "\u202e", "\u2066", "\u200b", "\ufeff",
        "\u0301", "\u0316", "\u20dd", "\u0345", "\u1ab0", "\ud800", "\udc00", "\ud83d", "\uffff", "\ue123", "\u0378", "\u3164", "\ufe0f", "\u00ad", "\ufdfa", "\uff21", "\u1100", "\u1161", "\u11a8",
        "\u00df", "\u0130", "\u0131", "\u03c2", "\u212b", "\u2028", "\u0085", "\u3000", "\u0e49", "\u093f", "\ud834\udd65", "\u1112\u1175",
    ];

    public static IEnumerable<string> All()
    {
        foreach (var listed in Listed)
            yield return listed;
        var random = new Random(500);
        for (var number = Listed.Length; number < Count; number++)
            yield return Mix(random);
    }

    private static string Mix(Random random)
    {
        var mixed = new StringBuilder();
        for (var left = random.Next(1, Longest(random)); left > 0; left--)
        {
            var piece = random.Next(8) == 0 ? ((char)random.Next(0x10000)).ToString() : Pieces[random.Next(Pieces.Length)];
            mixed.Insert(0, piece, random.Next(20) == 0 ? random.Next(1, 40) : 1);
        }

        return mixed.ToString();

        static int Longest(Random random) => random.Next(3) == 0 ? 400 : 30;
    }
}
