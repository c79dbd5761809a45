using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Guards;
using Ecs.Tests.Server.Doors.Argentum;

namespace Ecs.Tests.Server.Doors;

/// <summary>Bans by name, account and address hold at every door, say why, and end.</summary>
public sealed class BanTests : IDisposable
{
    private static readonly IPAddress Home = IPAddress.Parse("198.51.100.7");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("198.51.100.8");
    private static readonly IPAddress House = IPAddress.Parse("2001:db8:1:2::9");
    private static readonly IPAddress SameHouse = IPAddress.Parse("2001:db8:1:2:ffff::1");
    private static readonly IPAddress NextHouse = IPAddress.Parse("2001:db8:1:3::9");

    private readonly AllDoorsRig _doors = new();

    public static TheoryData<string> Doors => [.. AllDoorsRig.Doors];

    public static TheoryData<string> DoorsWithNames => [.. AllDoorsRig.Doors.Where(static door => door is not ("waves" or "argentum"))];

    public void Dispose() => _doors.Dispose();

    [Theory]
    [MemberData(nameof(Doors))]
    public void An_address_is_kept_out_for_as_long_as_its_ban_lasts(string door)
    {
        var bob = _doors.Enter(door, "bob", Home);

        var answer = _doors.Console("ban 198.51.100.7 1 spam");
        _doors.Run(3);
        Assert.EndsWith("1 sent away.", answer, StringComparison.Ordinal);
        Assert.NotNull(bob.End());
        Assert.False(_doors.IsIn(bob.Name));

        _doors.Knock(door, "eve", Home);
        Assert.Empty(_doors.Rig.Server.Names.People);
        _doors.Enter(door, "eve", Elsewhere).Vanish();

        _doors.Rig.RunSeconds(61);
        Assert.Equal("Nobody is banned.", _doors.Console("bans"));
        _doors.Enter(door, "zoe", Home);
    }

    [Theory]
    [MemberData(nameof(Doors))]
    public void A_household_of_version_6_is_one_address(string door)
    {
        _doors.Console("ban 2001:db8:1:2::/64");

        _doors.Knock(door, "bob", House);
        _doors.Knock(door, "bob", SameHouse);
        Assert.Empty(_doors.Rig.Server.Names.People);

        _doors.Enter(door, "eve", NextHouse).Vanish();
        Assert.Equal("2001:db8:1:2::/64 may come in again.", _doors.Console("unban 2001:db8:1:2::77"));
        _doors.Rig.RunSeconds(10);
        _doors.Enter(door, "zoe", House);
    }

    [Theory]
    [MemberData(nameof(DoorsWithNames))]
    public void A_name_is_kept_out_for_as_long_as_its_ban_lasts_wherever_it_comes_from(string door)
    {
        var bob = _doors.Enter(door, "bob", Home);

        _doors.Console("ban Bob 1 rude to others");
        _doors.Run(3);
        Assert.Contains("rude to others", bob.End(), StringComparison.Ordinal);

        var again = _doors.Knock(door, "BOB", Elsewhere);
        Assert.True(door == "native" || again.End()!.EndsWith("rude to others", StringComparison.Ordinal));
        Assert.Empty(_doors.Rig.Server.Names.People);
        _doors.Enter(door, "eve", Home).Vanish();

        _doors.Rig.RunSeconds(61);
        _doors.Enter(door, "bob", Home);
    }

    [Fact]
    public void An_account_is_kept_out_of_the_argentum_door_for_as_long_as_its_ban_lasts()
    {
        var ana = _doors.Enter("argentum", "Ana", Home);

        Assert.StartsWith("the account ana is banned until ", _doors.Console("ban ana 1 cheats"), StringComparison.Ordinal);
        _doors.Run(3);
        Assert.EndsWith("UTC: cheats", ana.End(), StringComparison.Ordinal);
        _doors.Rig.RunSeconds(50);
        var again = LogInToArgentum("Ana");
        Assert.EndsWith("UTC: cheats", again.All(55).Last().Fields[0].ToString(), StringComparison.Ordinal);
        Assert.Null(_doors.Rig.Server.Names.Find("Ana"));

        // With a wrong password nobody learns of it, and another account is none of its business.
        Assert.Equal("Usuario o contraseña incorrectos", LogInToArgentum("Ana", "secreto2").All(55).Last().Fields[0]);
        _doors.Enter("argentum", "Bea", Home).Vanish();

        _doors.Rig.RunSeconds(11);
        Assert.Equal("Nobody is banned.", _doors.Console("bans"));
        LogInToArgentum("Ana");
        Assert.Equal("argentum", _doors.Rig.Server.Names.Find("Ana")?.Room?.Name);
    }

    [Fact]
    public void A_ban_of_an_account_that_is_lifted_lets_it_into_the_argentum_door_at_once()
    {
        _doors.Enter("argentum", "Ana", Home);
        _doors.Console("ban ana for good");
        _doors.Run(3);
        LogInToArgentum("Ana");
        Assert.Null(_doors.Rig.Server.Names.Find("Ana"));

        Assert.Equal("the account ana may come in again.", _doors.Console("unban ANA"));

        LogInToArgentum("Ana");
        Assert.Equal("ana", _doors.Rig.Server.Names.Find("Ana")?.Account);
    }

    [Fact]
    public async Task An_account_is_kept_out_though_its_owner_proves_it()
    {
        var owner = (await _doors.Accounts.RegisterAsync("Ana", "correct horse", Home)).Account!;
        Assert.StartsWith("the account ana is banned until ", _doors.Console("ban ana 1 cheats"), StringComparison.Ordinal);

        var client = _doors.Rig.Dial(address: Elsewhere);
        client.Authenticate("Ana", owner.Token.ToText());
        _doors.Run(3);
        Assert.Equal(Reason.Banned, client.Get<AuthFailure>().Reason);
        Assert.EndsWith("UTC: cheats", client.Get<AuthFailure>().Text, StringComparison.Ordinal);

        _doors.Rig.RunSeconds(61);
        var later = _doors.Rig.Dial(address: Elsewhere);
        later.Authenticate("Ana", owner.Token.ToText());
        _doors.Run(3);
        Assert.True(later.Get<AuthSuccess>().IsRegistered);
    }

    [Fact]
    public void Bans_outlive_the_server_and_those_that_are_lifted_do_not()
    {
        using var store = new KeptStore();
        using (var first = new AllDoorsRig(store: store))
        {
            first.Console("ban 198.51.100.7 60 spam");
            first.Console("ban mallory for ever and a day");
            first.Console("ban 198.51.100.8");
            first.Console("unban 198.51.100.8");
            first.Run(1);
        }

        using var second = new AllDoorsRig(store: store);
        second.Knock("arena", "bob", Home);
        second.Knock("plaza", "Mallory", Elsewhere);
        Assert.Empty(second.Rig.Server.Names.People);
        var listed = second.Console("bans").Split('\n');
        Assert.Equal(2, listed.Length);
        Assert.StartsWith("198.51.100.7 is banned until ", listed[0], StringComparison.Ordinal);
        Assert.Equal("mallory is banned for good: for ever and a day", listed[1]);
    }

    [Fact]
    public void A_ban_that_the_store_does_not_take_holds_and_is_tried_again()
    {
        var store = new Storage.FaultyStore { IsFull = true };
        using var doors = new AllDoorsRig(store: store);
        doors.Console("ban 198.51.100.7");
        doors.Knock("arena", "bob", Home);
        Assert.False(doors.IsIn("bob"));

        var kept = new List<Ban>();
        store.VisitBans(kept.Add);
        Assert.Empty(kept);
        store.IsFull = false;
        doors.Rig.RunSeconds(1);

        store.VisitBans(kept.Add);
        Assert.Equal("198.51.100.7", Assert.Single(kept).Subject);
    }

    [Theory]
    [InlineData("ban")]
    [InlineData("ban \"\"")]
    [InlineData("ban ana 0")]
    [InlineData("ban ana 99999999999")]
    [InlineData("ban 10.1")]
    [InlineData("unban")]
    public void A_line_that_bans_nobody_says_so(string line)
    {
        var answer = _doors.Console(line);

        Assert.NotEmpty(answer);
        if (line != "ban 10.1")
            Assert.Equal("Nobody is banned.", _doors.Console("bans"));
        else
            Assert.StartsWith("10.1 is banned", _doors.Console("bans"), StringComparison.Ordinal); // a name, and no address
    }

    [Fact]
    public void Only_so_many_are_banned_at_once()
    {
        for (var number = 0; number < BanList.Limit; number++)
            Assert.True(_doors.Rig.Server.Admission.Bans.TryAdd(new(BanKind.Name, $"n{number}", "", 0)));

        Assert.StartsWith($"There are {BanList.Limit} bans", _doors.Console("ban one-more"), StringComparison.Ordinal);
    }

    /// <summary>Somebody who has said name and password, and has been answered.</summary>
    private ScriptedClient LogInToArgentum(string name, string password = "secreto1")
    {
        var client = _doors.DialArgentum(Elsewhere).Say(ClientBytes.LogIn(name, password));
        _doors.Run(12);
        return client;
    }
}
