namespace Ecs.Simulation.Maps;

/// <summary>
/// A name that has a meaning in maps, and how other names are found that were probably meant to be it: another case, number
/// or alphabet, blanks and signs, the singular, two slips of the finger, a word around it, or what others call the same thing.
/// </summary>
/// <param name="Name">The name, in small Latin letters.</param>
/// <param name="Stem">The part of it that no other word may hold by chance.</param>
/// <param name="Synonyms">Stems of what others call the same thing.</param>
internal sealed record NearName(string Name, string Stem, params string[] Synonyms)
{
    /// <summary>Letters looked at; a longer name is none that was meant to be a short one.</summary>
    private const int LetterLimit = 40;

    private const int Slips = 2;

    /// <summary>Under so many letters two slips would make any word of any other.</summary>
    private const int ShortestWithTwoSlips = 5;

    /// <summary>The object layers that count.</summary>
    public static readonly NearName[] Layers =
    [
        new("areas", "area", "bound", "limit"),
        new("solids", "solid", "wall", "collision", "collider", "obstacle", "block", "barrier"),
        new("spawns", "spawn", "start"),
        new("things", "thing", "item", "entities"),
    ];

    /// <summary>The rectangles of the layer "areas" that count.</summary>
    public static readonly NearName[] Areas = [new("bounds", "bound"), new("limits", "limit")];

    /// <summary>The properties of things that count.</summary>
    public static readonly NearName[] ThingProperties = [new("variant", "variant"), new("amount", "amount")];

    /// <summary>The one that was probably meant, or null. A name that is exact is not looked for here.</summary>
    public static NearName? Find(NearName[] names, string text)
    {
        var letters = LettersOf(text);
        foreach (var name in names)
        {
            if (letters.Contains(name.Stem, StringComparison.Ordinal))
                return name;
        }

        foreach (var name in names)
        {
            if (name.IsSlipOf(letters))
                return name;
        }

        foreach (var name in names)
        {
            foreach (var synonym in name.Synonyms)
            {
                if (letters.Contains(synonym, StringComparison.Ordinal))
                    return name;
            }
        }

        return null;
    }

    /// <summary>Whether the name is exactly one of these.</summary>
    public static bool IsOne(NearName[] names, string text)
    {
        foreach (var name in names)
        {
            if (name.Name == text)
                return true;
        }

        return false;
    }

    /// <summary>Letters only, small, full-width ones as the plain: numbers, blanks, signs and what cannot be seen fall away.</summary>
    private static string LettersOf(string text)
    {
        var letters = new List<char>();
        foreach (var unit in text)
        {
            var plain = unit is >= '\uff21' and <= '\uff5a' ? (char)(unit - 0xfee0) : unit;
            if (char.IsLetter(plain) && letters.Count < LetterLimit)
                letters.Add(char.ToLowerInvariant(plain));
        }

        return string.Concat(letters);
    }

    private bool IsSlipOf(string letters) => letters.Length >= ShortestWithTwoSlips && SlipsTo(letters) <= Slips;

    /// <summary>Letters to add, leave out, change, or swap with their neighbour, until the one name is the other.</summary>
    private int SlipsTo(string letters)
    {
        var rows = new int[letters.Length + 1, Name.Length + 1];
        for (var i = 0; i <= letters.Length; i++)
        {
            for (var j = 0; j <= Name.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    rows[i, j] = i + j;
                    continue;
                }

                var change = rows[i - 1, j - 1] + (letters[i - 1] == Name[j - 1] ? 0 : 1);
                rows[i, j] = Math.Min(change, Math.Min(rows[i - 1, j], rows[i, j - 1]) + 1);
                if (i > 1 && j > 1 && letters[i - 1] == Name[j - 2] && letters[i - 2] == Name[j - 1])
                    rows[i, j] = Math.Min(rows[i, j], rows[i - 2, j - 2] + 1);
            }
        }

        return rows[letters.Length, Name.Length];
    }
}
