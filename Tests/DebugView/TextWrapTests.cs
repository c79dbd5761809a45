using Ecs.DebugView.Model.Picture;
using Ecs.Tests.DebugView.Testing;

namespace Ecs.Tests.DebugView;

/// <summary>Long texts become lines that fit.</summary>
public sealed class TextWrapTests
{
    private static readonly DrawList List = new(new PlainText());

    [Theory]
    [InlineData("", 60, new[] { "" })]
    [InlineData("short", 60, new[] { "short" })]
    [InlineData("ten ten ten", 60, new[] { "ten ten", "ten" })]
    [InlineData("abcdefghijklm", 60, new[] { "abcdefghij", "klm" })]
    [InlineData("abcdefghijk lm", 60, new[] { "abcdefghij", "k lm" })]
    [InlineData("ab", 1, new[] { "a", "b" })]
    public void A_text_is_broken_at_blanks_or_where_it_must_be(string text, float width, string[] lines) =>
        Assert.Equal(lines, TextWrap.Lines(List, text, width));

    [Fact]
    public void No_letter_is_lost_and_no_line_is_too_wide()
    {
        for (var seed = 0; seed < 200; seed++)
        {
            var random = new Random(seed);
            var text = new string([.. Enumerable.Range(0, random.Next(200)).Select(_ => random.Next(4) == 0 ? ' ' : (char)('a' + random.Next(26)))]);
            float width = random.Next(6, 120);
            var lines = TextWrap.Lines(List, text, width);

            Assert.All(lines, line => Assert.True(List.WidthOf(line) <= width || line.Length == 1, $"seed {seed}: {line}"));
            Assert.Equal(text.Replace(" ", "", StringComparison.Ordinal), string.Concat(lines).Replace(" ", "", StringComparison.Ordinal));
        }
    }
}
