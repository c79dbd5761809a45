using Ecs.Load;
using Ecs.Protocol;

namespace Ecs.Tests.Load;

/// <summary>As whom a load plays.</summary>
public sealed class LoadAccountsTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Without_a_file_clients_are_guests_with_numbers()
    {
        Assert.True(LoadAccounts.TryRead(new LoadOptions { Names = "load", Clients = 3 }, out var accounts, out _));

        var options = accounts.OptionsOf(2);

        Assert.Equal(("load-2", "", ""), (options.Name, options.Token, options.Password));
    }

    [Fact]
    public void A_line_is_a_name_and_a_password_or_a_token()
    {
        var token = AccountToken.Create().ToText();
        File.WriteAllText(_file, $"Ana María\tcorrect horse\tbattery\n\nbob\t{token}\r\neve\t x \n");

        Assert.True(LoadAccounts.TryRead(new LoadOptions { AccountsFile = _file, Clients = 3 }, out var accounts, out var fault), fault);

        Assert.Equal(
            [("Ana María", "", "correct horse\tbattery"), ("bob", token, ""), ("eve", "", " x ")],
            Enumerable.Range(0, 3).Select(accounts.OptionsOf).Select(static options => (options.Name, options.Token, options.Password)));
    }

    [Theory]
    [InlineData("ana\tone\n", "has 1 accounts for 2 clients")]
    [InlineData("ana\tone\nbob two\n", "is not a name, a tab, and a password or token")]
    [InlineData("ana\tone\n\ttwo\n", "is not a name, a tab, and a password or token")]
    [InlineData("ana\tone\nbob\t\n", "is not a name, a tab, and a password or token")]
    public void A_file_that_will_not_do_is_told_in_a_line_without_its_secrets(string text, string told)
    {
        File.WriteAllText(_file, text);

        Assert.False(LoadAccounts.TryRead(new LoadOptions { AccountsFile = _file, Clients = 2 }, out _, out var fault));

        Assert.StartsWith("--accounts-file: ", fault, StringComparison.Ordinal);
        Assert.EndsWith(told, fault, StringComparison.Ordinal);
        Assert.DoesNotContain("two", fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_told()
    {
        Assert.False(LoadAccounts.TryRead(new LoadOptions { AccountsFile = $"{_file}.none", Clients = 1 }, out _, out var fault));

        Assert.Contains($"{_file}.none", fault, StringComparison.Ordinal);
    }
}
