using System.Net;
using Ecs.Server.Options;

namespace Ecs.Tests.Server.Options;

/// <summary>Where the operator's listener is, and who may use it.</summary>
public sealed class AdminOptionTests
{
    [Theory]
    [InlineData("127.0.0.1:9081")]
    [InlineData("127.0.0.2:9081", "127.0.0.2")]
    [InlineData("127.0.0.1:0", "localhost:0")]
    [InlineData("127.0.0.1:9081", "localhost")]
    [InlineData("[::1]:9081", "::1")]
    [InlineData("[::1]:9081", "[::1]")]
    [InlineData("[::1]:70", "[::1]:70")]
    public void An_address_comes_with_a_port_or_without_or_not_at_all(string expected, params string[] given)
    {
        var start = Settings.FromLine(["--admin", .. given, "--bots", "1"]);

        Assert.Empty(start.Faults);
        Assert.Equal(IPEndPoint.Parse(expected), start.Options.Admin.Address);
        Assert.Equal(1, start.Options.Bots[""]);
    }

    [Fact]
    public void Nothing_is_opened_unless_it_is_asked_for()
    {
        Assert.Null(Settings.FromLine().Options.Admin.Address);
        Assert.Null(Settings.FromLine("--admin", "off").Options.Admin.Address);
        Assert.Null(Settings.From(null, ["ECS_Admin__Token=long-enough"]).Options.Admin.Address);
        Assert.Equal(AdminOptions.DefaultPort, Settings.From("""{ "Admin": { "Address": true } }""", []).Options.Admin.Address?.Port);
    }

    [Theory]
    [InlineData("9081")]
    [InlineData("nowhere")]
    [InlineData("127.0.0.1:99999")]
    [InlineData("127.0.0.1:")]
    [InlineData("[::1]:x")]
    public void What_is_no_address_is_refused_by_name(string given) =>
        Assert.StartsWith("Admin:Address (--admin): \"", Assert.Single(Settings.FromLine("--admin", given).Faults), StringComparison.Ordinal);

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    [InlineData("192.0.2.1:9081")]
    [InlineData("::ffff:192.0.2.1")]
    public void An_address_that_others_reach_takes_a_token(string given)
    {
        Assert.Contains("takes a token: Admin:Token (--admin-token)", Assert.Single(Settings.FromLine("--admin", given).Faults), StringComparison.Ordinal);
        Assert.Empty(Settings.FromLine("--admin", given, "--admin-token", "long-enough").Faults);
    }

    [Fact]
    public void A_token_is_a_secret_of_its_own()
    {
        var start = Settings.From(null, ["ECS_Admin__Token=between-us"], "--operator-token", "between-us");

        Assert.Equal(["Admin:Token (--admin-token): must not be that of players"], start.Faults);
        Assert.DoesNotContain("between-us", $"{start.Options}{start.Options.Admin}{start}", StringComparison.Ordinal);
        Assert.Contains("8 to 128", Assert.Single(Settings.FromLine("--admin-token", "short").Faults), StringComparison.Ordinal);
    }
}
