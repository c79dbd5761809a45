using Ecs.Server.Console;

namespace Ecs.Tests.Server.Console;

public sealed class CommandTextTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("   ", "")]
    [InlineData("kick ana", "kick|ana")]
    [InlineData("  kick \t ana  ", "kick|ana")]
    [InlineData("kick \"ana maria\" now", "kick|ana maria|now")]
    [InlineData("kick \"a \\\"b\\\" \\\\c\"", "kick|a \"b\" \\c")]
    [InlineData("kick \"\"", "kick|")]
    [InlineData("a\"b c\"d", "ab cd")]
    [InlineData("a\\ b", "a\\|b")]
    [InlineData("$HOME `id` ; rm | x > y", "$HOME|`id`|;|rm|||x|>|y")]
    public void Words_are_what_blanks_and_quotes_make_of_a_line(string line, string words)
    {
        var text = new CommandText(line);
        var taken = new List<string>();
        while (text.TryTakeWord(out var word))
            taken.Add(word);

        Assert.Equal(words, string.Join('|', taken));
        Assert.True(text.IsAtEnd);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("kick \"ana")]
    [InlineData("kick \"ana\\\"")]
    [InlineData("kick \"ana\\")]
    public void A_quote_that_never_closes_is_no_word(string line)
    {
        var text = new CommandText(line);
        while (text.TryTakeWord(out _))
        {
        }

        Assert.False(text.IsAtEnd);
    }

    [Fact]
    public void The_rest_of_a_line_is_as_it_was_typed()
    {
        var text = new CommandText("say  hello \"you  there\"  ");
        Assert.True(text.TryTakeWord(out _));
        Assert.Equal("hello \"you  there\"", text.TakeRest());
    }
}
