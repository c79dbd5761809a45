using System.Globalization;
using System.Text;

namespace Raylib_cs.Text;

/// <summary>The one font, from <c>font.txt</c>. A code point that it lacks is shown as an empty box.</summary>
internal sealed class BitmapFont
{
    /// <summary>Rows of a cell, and the size at which a pixel of the font is a pixel of the screen.</summary>
    public const int Size = 10;

    /// <summary>Rows between two lines at that size.</summary>
    public const int LineGap = 2;

    private const int Unknown = 0xFFFD;
    private const int TableLimit = 256;

    private readonly Glyph?[] _table = new Glyph?[TableLimit];
    private readonly Glyph _box;

    private BitmapFont(TextReader text)
    {
        Glyph? box = null;
        while (text.ReadLine() is { } line)
        {
            if (!TryReadHeader(line, out var codePoints))
                continue;

            var glyphs = ReadBlock(text, codePoints.Length);
            for (var i = 0; i < glyphs.Length; i++)
            {
                if (codePoints[i] == Unknown)
                    box = glyphs[i];
                else
                    _table[codePoints[i]] = glyphs[i];
            }
        }

        _box = box ?? throw new InvalidDataException("The font has no box for unknown characters.");
    }

    public static BitmapFont Default { get; } = Load();

    public bool Has(int codePoint) => (uint)codePoint < TableLimit && _table[codePoint] is not null;

    public Glyph this[Rune rune] => rune.Value < TableLimit ? _table[rune.Value] ?? _box : _box;

    /// <summary>The width in pixels of the widest line; <paramref name="spacing"/> lies between two characters.</summary>
    public float Measure(ReadOnlySpan<char> text, float scale, float spacing)
    {
        float widest = 0;
        float width = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value == '\n')
            {
                width = 0;
                continue;
            }

            width += (width > 0 ? spacing : 0) + (this[rune].Width * scale);
            widest = Math.Max(widest, width);
        }

        return widest;
    }

    private static BitmapFont Load()
    {
        using var stream = typeof(BitmapFont).Assembly.GetManifestResourceStream("font.txt")!;
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return new BitmapFont(reader);
    }

    private static bool TryReadHeader(string line, out int[] codePoints)
    {
        var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        codePoints = new int[words.Length];
        for (var i = 0; i < words.Length; i++)
        {
            if (words[i].Length != 4 || !int.TryParse(words[i], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out codePoints[i]))
                return false;
        }

        return words.Length > 0;
    }

    private static Glyph[] ReadBlock(TextReader text, int count)
    {
        var rows = new string[Size][];
        for (var y = 0; y < Size; y++)
        {
            rows[y] = (text.ReadLine() ?? "").Split(' ');
            if (rows[y].Length != count)
                throw new InvalidDataException("A row of the font has another number of characters than its block.");
        }

        var glyphs = new Glyph[count];
        for (var i = 0; i < count; i++)
            glyphs[i] = Trace(Array.ConvertAll(rows, row => row[i]));

        return glyphs;
    }

    /// <summary>Finds the runs of ink in each row; equal runs below one another become one block.</summary>
    private static Glyph Trace(string[] rows)
    {
        var ink = new List<InkBlock>();
        for (var y = 0; y < rows.Length; y++)
        {
            var x = rows[y].IndexOf('#', StringComparison.Ordinal);
            while (x >= 0)
            {
                var end = rows[y].IndexOf('.', x);
                end = end < 0 ? rows[y].Length : end;
                var above = ink.FindIndex(block => block.X == x && block.Width == end - x && block.Y + block.Height == y);
                if (above >= 0)
                    ink[above] = ink[above] with { Height = ink[above].Height + 1 };
                else
                    ink.Add(new InkBlock(x, y, end - x, 1));

                x = end < rows[y].Length ? rows[y].IndexOf('#', end) : -1;
            }
        }

        return new Glyph(rows[0].Length, [.. ink]);
    }
}
