using System.Globalization;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Text;

namespace Ecs.Tests.Server.Text;

public sealed class DisplayTextTests
{
    [Fact]
    public void Five_hundred_nasty_strings_come_out_clean_short_and_unchanged_by_a_second_cleaning()
    {
        string[] nasty = [.. NastyStrings.All()];
        Assert.Equal(NastyStrings.Count, nasty.Length);
        for (var number = 0; number < nasty.Length; number++)
        {
            DisplayText.TryCleanName(nasty[number], out var name);
            AssertClean(name, Limits.NameCodePoints, number);
            AssertClean(DisplayText.CleanChat(nasty[number]), Limits.ChatCodePoints, number);
        }
    }

    [Fact]
    public void A_hundred_thousand_random_strings_come_out_clean()
    {
        var random = new Random(1402);
        var units = new char[64];
        for (var round = 0; round < 100_000; round++)
        {
            var length = random.Next(units.Length);
            var top = random.Next(4) switch { 0 => 0x80, 1 => 0x400, 2 => 0x3100, _ => 0x10000 };
            for (var at = 0; at < length; at++)
                units[at] = (char)random.Next(top);
            AssertClean(DisplayText.Clean(units.AsSpan(0, length), 24), 24, round);
        }
    }

    [Theory]
    [InlineData("ana", "ana")]
    [InlineData("  ana   maria ", "ana maria")]
    [InlineData("ana\u3000\u00a0maria", "ana maria")]
    [InlineData("a\tb\nc", "abc")]
    [InlineData("\u001b[31mred", "[31mred")]
    [InlineData("\u202egnp.exe", "gnp.exe")]
    [InlineData("a\u200bb\u200dc", "abc")]
    [InlineData("e\u0301", "\u00e9")]
    [InlineData("e\u200d\u0301", "\u00e9")]
    [InlineData("q\u0300\u0301\u0302\u0303", "q\u0300\u0301")]
    [InlineData("\uff21\uff22", "AB")]
    [InlineData("\ufb01sh", "fish")]
    [InlineData("\ud83d\ude00", "\ud83d\ude00")]
    [InlineData("abcdefghijklmnopqrstuvwxyz", "abcdefghijklmnopqrstuvwx")]
    [InlineData("abcdefghijklmnopqrstuvw  xyz", "abcdefghijklmnopqrstuvw")]
    public void A_name_is_shown_as_the_protocol_says(string raw, string shown)
    {
        Assert.True(DisplayText.TryCleanName(raw, out var name));
        Assert.Equal(shown, name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("\u200b\u200d\ufeff")]
    [InlineData("\u3164")]
    [InlineData("\u2800")]
    [InlineData("\n\r\t\0")]
    [InlineData("\ue000\uf8ff")]
    public void A_name_of_which_nothing_can_be_seen_is_none(string raw)
    {
        Assert.False(DisplayText.TryCleanName(raw, out var name));
        Assert.Equal("", name);
    }

    [Fact]
    public void Half_a_surrogate_pair_is_nothing()
    {
        Assert.Equal("ab", DisplayText.CleanChat("a\ud800b"));
        Assert.False(DisplayText.TryCleanName("\ud800\udbff", out _));
    }

    [Theory]
    [InlineData("ana", "ANA")]
    [InlineData("Stra\u00dfe", "STRASSE")]
    [InlineData("stra\u1e9ee", "Strasse")]
    [InlineData("\uff41na", "AnA")]
    [InlineData("\u03a3\u03a3", "\u03c3\u03c2")]
    [InlineData("\u212aelvin", "kelvin")]
    [InlineData("\u212bngstr\u00f6m", "a\u030angstro\u0308m")]
    [InlineData("\u0130x", "i\u0307X")]
    [InlineData("\u01c4", "\u01c6")]
    [InlineData("\ufb01sh", "FISH")]
    public void Names_that_differ_in_case_or_width_only_are_one_name(string one, string other)
    {
        Assert.True(DisplayText.TryCleanName(one, out one));
        Assert.True(DisplayText.TryCleanName(other, out other));
        Assert.Equal(DisplayText.UniqueKey(one), DisplayText.UniqueKey(other));
    }

    [Theory]
    [InlineData("ana", "anna")]
    [InlineData("admin", "\u0430dmin")]
    [InlineData("o", "\u00f6")]
    [InlineData("a b", "ab")]
    public void Names_of_different_letters_stay_different(string one, string other) =>
        Assert.NotEqual(DisplayText.UniqueKey(one), DisplayText.UniqueKey(other));

    [Fact]
    public void A_key_is_its_own_key_and_no_letter_breaks_it()
    {
        for (var value = 1; value <= 0x1ffff; value++)
        {
            if (!Rune.IsValid(value) || !DisplayText.TryCleanName(new Rune(value).ToString(), out var name))
                continue;
            var key = DisplayText.UniqueKey(name);
            Assert.True(key == DisplayText.UniqueKey(key), $"U+{value:X4}");
            Assert.True(key == DisplayText.UniqueKey(name.ToUpperInvariant()), $"U+{value:X4} upper");
            Assert.True(key == DisplayText.UniqueKey(name.ToLowerInvariant()), $"U+{value:X4} lower");
        }
    }

    [Fact]
    public void The_culture_of_the_machine_changes_nothing()
    {
        var before = CultureInfo.CurrentCulture;
        try
        {
            string[] plain = [.. NastyStrings.All().Select(KeyOf)];
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("tr-TR");
            Assert.Equal(plain, NastyStrings.All().Select(KeyOf));
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }

        static string KeyOf(string raw) => DisplayText.UniqueKey(DisplayText.Clean(raw, 24));
    }

    private static void AssertClean(string text, int limit, int number)
    {
        var count = 0;
        var marks = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            count++;
            var category = Rune.GetUnicodeCategory(rune);
            Assert.True(category is < UnicodeCategory.LineSeparator or > UnicodeCategory.PrivateUse && category != UnicodeCategory.OtherNotAssigned, $"{number}: U+{rune.Value:X4}");
            Assert.True(!Rune.IsWhiteSpace(rune) || rune.Value == ' ', $"{number}: blank U+{rune.Value:X4}");
            marks = category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark ? marks + 1 : 0;
            Assert.True(marks <= 2, $"{number}: three marks in a row");
        }

        Assert.True(count <= limit, $"{number}: {count} code points");
        Assert.True(text.IsNormalized(NormalizationForm.FormKC), $"{number}: not composed");
        Assert.True(text == text.Trim() && !text.Contains("  ", StringComparison.Ordinal), $"{number}: blanks");
        Assert.True(text == DisplayText.Clean(text, limit), $"{number}: cleaning twice differs");
    }
}
