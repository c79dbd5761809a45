using System.Globalization;
using System.Text;
using Ecs.Server.Text;

namespace Ecs.Tests.Server.Text;

public sealed class ProtectedNamesTests
{
    [Theory]
    [InlineData("admin")]
    [InlineData("ADMIN")]
    [InlineData("aDmIn")]
    [InlineData("\u0430dmin")]                                      // Cyrillic a
    [InlineData("\u0410D\u041cI\u041f")]                            // Cyrillic capitals
    [InlineData("adm\u0456n")]                                      // Cyrillic i
    [InlineData("\u1d00\u1d05\u1d0d\u026a\u0274")]                  // small capitals
    [InlineData("\u0391D\u039c\u0399\u039d")]                       // Greek capitals
    [InlineData("\u03b1dm\u03b9n")]                                 // Greek
    [InlineData("\u03b1\u0501\u0271\u03b9\u0273")]                  // what generators of fancy text make of it
    [InlineData("\u15e9\u15ea\u15f0I\u144e")]
    [InlineData("\u20b3\u0110\u20a5\u0142\u20a6")]
    [InlineData("\u0e04\u0e54\u0e53\u0e40\u0e20")]
    [InlineData("\uff41\uff44\uff4d\uff49\uff4e")]                  // full width
    [InlineData("\U0001d41a\U0001d41d\U0001d426\U0001d422\U0001d427")] // mathematical
    [InlineData("\U0001d504\U0001d507\U0001d510\u2111\U0001d511")]
    [InlineData("\u24d0\u24d3\u24dc\u24d8\u24dd")]                  // in circles
    [InlineData("\U0001f150\U0001f153\U0001f15c\U0001f158\U0001f15d")] // in dark circles, on squares, flags
    [InlineData("\U0001f170\U0001f173\U0001f17c\U0001f178\U0001f17d")]
    [InlineData("\U0001f1e6\U0001f1e9\U0001f1f2\U0001f1ee\U0001f1f3")]
    [InlineData("\u1d43\u1d48\u1d50\u2071\u207f")]                  // raised
    [InlineData("\u00e1\u1e0dm\u00ef\u00f1")]                       // accents
    [InlineData("a\u0336d\u0336m\u0336i\u0336n\u0336")]             // struck through
    [InlineData("adm1n")]
    [InlineData("admln")]
    [InlineData("ADMlN")]
    [InlineData("4dm1n")]
    [InlineData("@dm!n")]
    [InlineData("adm|n")]
    [InlineData("admin!")]
    [InlineData("adrnin")]
    [InlineData("aclmin")]
    [InlineData("adm\u0131n")]                                      // without its dot
    [InlineData("adm\u04cfn")]
    [InlineData("a d m i n")]
    [InlineData("-=[ admin ]=-")]
    [InlineData("\u2605admin\u2605")]
    [InlineData("admin.")]
    [InlineData("ad\u200bmi\u2060n")]
    [InlineData("administrador", false)]
    [InlineData("admiral", false)]
    [InlineData("admin2", false)]
    [InlineData("badmin", false)]
    [InlineData("adam", false)]
    [InlineData("dmin", false)]
    [InlineData("adnin", false)]
    [InlineData("\u0410\u043d\u043d\u0430", false)]
    [InlineData("Ana", false)]
    [InlineData("\u30a2\u30c9\u30df\u30f3", false)]
    [InlineData("!!!", false)]
    [InlineData("\ud83d\ude00", false)]
    public void A_name_that_looks_like_a_protected_one_is_told_from_others(string raw, bool isProtected = true)
    {
        Assert.True(DisplayText.TryCleanName(raw, out var name));

        Assert.Equal(isProtected, ProtectedNames.Holds(name));
    }

    [Fact]
    public void Every_form_of_each_letter_that_Unicode_composes_to_it_is_that_letter()
    {
        var forms = 0;
        for (var value = 0x80; value <= 0x1ffff; value++)
        {
            if (!Rune.IsValid(value) || !DisplayText.IsVisible(new Rune(value)))
                continue;
            var form = new Rune(value).ToString();
            var plain = string.Concat(form.Normalize(NormalizationForm.FormKD).EnumerateRunes().Where(static rune =>
                Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)));
            var at = plain.Length == 1 ? "admin".IndexOf(char.ToLowerInvariant(plain[0]), StringComparison.Ordinal) : -1;
            if (at < 0 || !DisplayText.TryCleanName("admin".Remove(at, 1).Insert(at, form), out var name))
                continue;
            forms++;
            Assert.True(ProtectedNames.Holds(name), $"U+{value:X4} for {plain}");
        }

        Assert.True(forms > 200, $"{forms} forms");
    }

    [Fact]
    public void Each_letter_of_a_protected_name_has_its_lookalikes()
    {
        foreach (var name in ProtectedNames.All)
        {
            Assert.True(ProtectedNames.Holds(name));
            foreach (var letter in Lookalikes.SkeletonOf(name, withSigns: false))
                Assert.Contains(letter, Lookalikes.Covered.ToString());
        }

        foreach (var letter in Lookalikes.Covered)
        {
            var skeleton = Lookalikes.SkeletonOf($"{letter}", withSigns: false);
            Assert.Equal(skeleton, Lookalikes.SkeletonOf(skeleton, withSigns: true));
        }
    }

    [Theory]
    [InlineData("\u0301")]
    [InlineData("\u0301\u0300 \u0489")]
    [InlineData("\u20dd")]
    [InlineData("\u0903\u093e")]
    [InlineData("\u200b\u0301\u200d")]
    [InlineData("\u00b4")]
    [InlineData("\u00a0\u0338\u3164")]
    public void Marks_on_no_letter_are_neither_a_name_nor_a_line(string raw)
    {
        Assert.False(DisplayText.TryCleanName(raw, out var name));
        Assert.Equal("", name);
        Assert.Equal("", DisplayText.CleanChat(raw));
        Assert.True(DisplayText.TryCleanName(raw + "b", out _));
    }
}
