using Ecs.Server.Base;

namespace Ecs.Tests.Server.Options;

/// <summary>Who has an account, by what the operator chose and which ways in there are.</summary>
public sealed class AccountOptionTests
{
    [Theory]
    [InlineData("arena")]
    [InlineData("waves")]
    [InlineData("plaza")]
    [InlineData("survival")]
    public void A_door_whose_clients_cannot_log_in_is_no_door_where_accounts_are_required(string door)
    {
        var fault = Assert.Single(Settings.FromLine("--accounts", "required", "--doors", $"argentum,{door}").Faults);

        Assert.Equal($"Accounts (--accounts): required, and clients of the door {door} cannot log in", fault);
    }

    [Theory]
    [InlineData("required", "argentum", false, AccountPolicy.Required)]
    [InlineData("off", "argentum", true, AccountPolicy.Off)]
    [InlineData("Optional", "arena", false, AccountPolicy.Optional)]
    [InlineData("", "arena", false, AccountPolicy.Off)]
    [InlineData("", "arena", true, AccountPolicy.Optional)]
    [InlineData("", "argentum", false, AccountPolicy.Optional)]
    public void Accounts_are_optional_where_somebody_could_log_in(string accounts, string doors, bool hasPage, AccountPolicy policy)
    {
        string[] line = accounts.Length == 0 ? ["--doors", doors] : ["--doors", doors, "--accounts", accounts];
        var start = Settings.FromLine(line);

        Assert.Empty(start.Faults);
        Assert.Equal(policy, start.Options.AccountPolicyWith(hasPage));
    }

    [Fact]
    public void A_store_is_wanted_by_whoever_chose_it_and_by_nobody_else()
    {
        Assert.False(Settings.FromLine().Options.WantsStore);
        Assert.True(Settings.FromLine("--store", "players.db").Options.WantsStore);
        Assert.True(Settings.FromLine("--accounts", "optional").Options.WantsStore);
        Assert.True(Settings.FromLine("--doors", "argentum").Options.WantsStore);
    }
}
