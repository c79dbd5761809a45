using System.Numerics;
using System.Text;
using Ecs.StandIns.Tests.Raylib.Support;
using Raylib_cs;
using Raylib_cs.Canvas;
using Raylib_cs.Text;
using static Raylib_cs.Raylib;

namespace Ecs.StandIns.Tests.Raylib;

public sealed class FontTests
{
    private static readonly BitmapFont Font = BitmapFont.Default;

    private static IEnumerable<Rune> Printable => Enumerable.Range(0x20, 0x100 - 0x20).Where(code => code is < 0x7F or >= 0xA0).Select(code => new Rune(code));

    [Fact]
    public void Every_printable_character_of_latin_1_has_its_own_shape()
    {
        var shapes = new Dictionary<string, Rune>();
        foreach (var rune in Printable)
        {
            Assert.True(Font.Has(rune.Value), $"U+{rune.Value:X4} is missing");
            var glyph = Font[rune];
            Assert.InRange(glyph.Width, 1, 8);
            Assert.All(glyph.Ink, block => Assert.InRange(block.X + block.Width, 1, glyph.Width));
            Assert.All(glyph.Ink, block => Assert.InRange(block.Y + block.Height, 1, BitmapFont.Size));
            var looksLikeAnother = !shapes.TryAdd(glyph.Width + string.Concat(glyph.Ink), rune);
            // The soft hyphen and the hard space look like their plain ones.
            Assert.True(looksLikeAnother == (rune.Value is 0xA0 or 0xAD), $"U+{rune.Value:X4} looks like another");
        }
    }

    [Theory]
    [InlineData("\u4E2D")]
    [InlineData("\U0001F600")]
    [InlineData("\u2192")]
    [InlineData("\t")]
    public void What_the_font_lacks_is_a_box(string text)
    {
        Assert.Equal(MeasureText("\uFFFD", 10), MeasureText(text, 10));
        Assert.Equal(Pixels("\uFFFD", 10).Extent(Color.White), Pixels(text, 10).Extent(Color.White));
    }

    [Fact]
    public void Figures_are_equally_wide_so_that_columns_stand_still()
    {
        Assert.Single("0123456789".Select(digit => MeasureText(digit.ToString(), 10)).Distinct());
    }

    [Theory]
    [InlineData("Ägypten", 10)]
    [InlineData("EH", 20)]
    [InlineData("HELLO 42", 30)]
    [InlineData("B\nBB", 10)]
    public void The_measure_of_a_text_is_what_it_covers(string text, int size)
    {
        var extent = Pixels(text, size).Extent(Color.White);

        Assert.Equal(2, extent.Left);
        Assert.Equal(MeasureText(text, size), extent.Right - extent.Left);
    }

    [Fact]
    public void Small_sizes_are_drawn_at_ten_and_lines_lie_twelve_apart()
    {
        Assert.Equal(MeasureText("readable", 10), MeasureText("readable", 1));
        Assert.Equal(0, MeasureText("", 10));
        var one = Pixels("E", 10).Extent(Color.White);
        Assert.Equal(one with { Bottom = one.Bottom + 12 }, Pixels("E\nE", 10).Extent(Color.White));
    }

    [Fact]
    public void A_doubled_size_is_the_same_letter_with_pixels_of_four()
    {
        var small = Pixels("&", 10);
        var large = Pixels("&", 20);
        for (var y = 0; y < 10; y++)
        {
            for (var x = 0; x < 6; x++)
            {
                Assert.Equal(small[2 + x, 3 + y], large[2 + (2 * x), 3 + (2 * y)]);
                Assert.Equal(small[2 + x, 3 + y], large[3 + (2 * x), 4 + (2 * y)]);
            }
        }
    }

    private static Picture Pixels(string text, int size)
    {
        var canvas = new RasterCanvas(200, 60);
        canvas.Clear(Color.Black);
        new Pen(canvas).DrawText(text, new Vector2(2, 3), size / 10f, size / 10, Color.White);
        return Picture.Of(canvas);
    }
}
