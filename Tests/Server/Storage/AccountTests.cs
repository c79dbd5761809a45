using System.Net;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;

namespace Ecs.Tests.Server.Storage;

/// <summary>Who gets in, and with which character.</summary>
public sealed class AccountTests
{
    [Fact]
    public void A_created_account_plays_at_once_with_the_character_it_brought()
    {
        using var rig = new AccountRig();

        var answer = rig.Create("Ana", content: "level 1");

        Assert.Equal(("Ana", AccountOutcome.Welcome), (answer.Owner, answer.Outcome));
        Assert.Equal(("Ana", AccountRig.Mode, "level 1"), (answer.Character!.Name, answer.Character.Mode, TextOf(answer.Character)));
        Assert.Equal((1L, 1L), (answer.Character.Version, answer.Character.SavedVersion));
    }

    [Fact]
    public void Who_left_comes_back_with_what_was_saved_last_and_the_name_as_first_written()
    {
        using var rig = new AccountRig();
        var first = rig.Create("Ana").Character!;
        first.Save("one"u8);
        first.Leave("two"u8);

        var back = rig.LogIn("ANA");

        Assert.Equal(
            (AccountOutcome.Welcome, "Ana", "two", 3L), (back.Outcome, back.Character!.Name, TextOf(back.Character), back.Character.Version));
        Assert.Equal(rig.Time.GetUtcNow(), back.Character.LastSeen);
    }

    [Theory]
    [InlineData("ana")]
    [InlineData("ANA")]
    [InlineData(" Ana ")]
    [InlineData("\uFF21na")]
    [InlineData("A\u200Bna")]
    public void A_name_that_looks_or_folds_like_one_that_is_there_is_taken(string other)
    {
        using var rig = new AccountRig();
        rig.Create("Ana");

        Assert.Equal(AccountOutcome.NameTaken, rig.Create(other).Outcome);
    }

    [Theory]
    [InlineData("", AccountRig.Password, AccountOutcome.BadName)]
    [InlineData("\u200B\u0007", AccountRig.Password, AccountOutcome.BadName)]
    [InlineData("\u0301", AccountRig.Password, AccountOutcome.BadName)]
    [InlineData("Admin", AccountRig.Password, AccountOutcome.BadName)]
    [InlineData("\u00e1dm1n", AccountRig.Password, AccountOutcome.BadName)]
    [InlineData("bo", "", AccountOutcome.BadPassword)]
    public void What_cannot_be_an_account_is_refused_by_name(string name, string password, AccountOutcome outcome)
    {
        using var rig = new AccountRig();

        Assert.Equal(outcome, rig.Create(name, password).Outcome);
        Assert.Equal(AccountOutcome.BadPassword, rig.Create("bo", new string('x', AccountClient.PasswordLimit + 1)).Outcome);
    }

    [Theory]
    [InlineData("Ana", "wrong")]
    [InlineData("Ana", "")]
    [InlineData("Ana", "correct horse ")]
    [InlineData("nobody", AccountRig.Password)]
    [InlineData("", AccountRig.Password)]
    public void An_unknown_name_and_a_wrong_password_get_the_same_answer(string name, string password)
    {
        using var rig = new AccountRig();
        rig.Create("Ana").Character!.Leave();

        var answer = rig.LogIn(name, password);

        Assert.Equal((AccountOutcome.WrongCredentials, null), (answer.Outcome, answer.Character));
        Assert.Equal(1, rig.Metrics.Store.Refusals);
    }

    [Fact]
    public void A_character_is_played_once_at_a_time_and_again_after_leaving()
    {
        using var rig = new AccountRig();
        var first = rig.Create("Ana").Character!;

        Assert.Equal(AccountOutcome.AlreadyOnline, rig.LogIn("Ana").Outcome);
        first.Leave();
        first.Leave();

        Assert.Equal(AccountOutcome.Welcome, rig.LogIn("Ana").Outcome);
    }

    [Fact]
    public void An_account_has_a_character_of_its_own_in_each_mode()
    {
        using var rig = new AccountRig();
        rig.Create("Ana", content: "here");

        Assert.True(rig.Client.TryLogIn(this, AccountRig.Home, "Ana", AccountRig.Password, "survival"));
        var elsewhere = rig.Take().Character!;
        elsewhere.Leave("there"u8);
        Assert.True(rig.Client.TryLogIn(this, AccountRig.Home, "Ana", AccountRig.Password, "survival"));

        Assert.Equal((0, "there"), (elsewhere.Loaded.Length, TextOf(rig.Take().Character!)));
    }

    [Fact]
    public void Each_desk_gets_the_answers_to_its_own_requests_in_their_order()
    {
        using var rig = new AccountRig();
        var other = rig.OpenClient();
        rig.Create("Ana");
        rig.Client.TryLogIn("first", AccountRig.Home, "x", "y", AccountRig.Mode);
        other.TryLogIn("elsewhere", AccountRig.Home, "x", "y", AccountRig.Mode);
        rig.Client.TryLogIn("second", AccountRig.Home, "x", "y", AccountRig.Mode);

        Assert.Equal(("first", "second"), (rig.Take().Owner, rig.Take().Owner));
        rig.Work();
        Assert.True(other.TryTake(out var answer));
        Assert.Equal("elsewhere", answer.Owner);
    }

    [Fact]
    public void Passwords_are_kept_as_salted_hashes_of_600_000_rounds_that_only_their_password_matches()
    {
        Assert.Equal(600_000, new AccountOptions().HashRounds);

        var hash = PasswordHash.Create("päss", 1000);
        var again = PasswordHash.Create("päss", 1000);

        Assert.True(hash.Matches("päss"));
        Assert.False(hash.Matches("pass"));
        Assert.False(hash.Salt.SequenceEqual(again.Salt));
        Assert.False(hash.StoredKey.SequenceEqual(again.StoredKey));
        Assert.True(PasswordHash.Restore(hash.Salt, hash.Rounds, hash.StoredKey, hash.ServerKey)!.Matches("päss"));
        Assert.Null(PasswordHash.Restore(hash.Salt, 0, hash.StoredKey, hash.ServerKey));
        Assert.Null(PasswordHash.Restore(hash.Salt, PasswordHash.RoundsMax + 1, hash.StoredKey, hash.ServerKey));
        Assert.Null(PasswordHash.Restore(hash.Salt[1..], hash.Rounds, hash.StoredKey, hash.ServerKey));
    }

    [Fact]
    public void A_hash_is_the_one_that_everybody_else_computes()
    {
        // Computed with Python's hashlib.pbkdf2_hmac.
        var salt = Encoding.ASCII.GetBytes("0123456789abcdef");
        var known = Convert.FromHexString("70183c0f60ee9e0441f64efab334e17f97a17f2073f7dd5acba3d3f12af09383");

        Assert.True(PasswordHash.Restore(salt, 1000, PasswordHash.StoredKeyOf(known), PasswordHash.ServerKeyOf(known))!.Matches("correct horse"));
    }

    [Fact]
    public void A_full_queue_refuses_at_once_and_is_counted()
    {
        using var rig = new AccountRig(options: AccountRig.Quick with { RequestLimit = 3 });
        for (var request = 0; request < 3; request++)
            Assert.True(rig.Client.TryLogIn(request, AccountRig.Home, "x", "y", AccountRig.Mode));

        Assert.False(rig.Client.TryLogIn(3, AccountRig.Home, "x", "y", AccountRig.Mode));

        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.QueueFull));
        Assert.Equal((0, 1, 2), (rig.Take().Owner, rig.Take().Owner, rig.Take().Owner));
        Assert.True(rig.Client.TryLogIn(4, AccountRig.Home, "x", "y", AccountRig.Mode));
    }

    [Fact]
    public void Whoever_asks_once_waits_for_one_request_of_each_address_that_asks_much()
    {
        using var rig = new AccountRig();
        for (var request = 1; request <= 3; request++)
        {
            Assert.True(Ask(rig, $"first {request}", "198.51.100.1"));
            Assert.True(Ask(rig, $"second {request}", "198.51.100.2"));
        }

        Assert.True(Ask(rig, "Ana", "192.0.2.7"));
        Assert.Equal(["first 1", "second 1", "Ana", "first 2", "second 2", "first 3", "second 3"], Enumerable.Range(0, 7).Select(_ => rig.Take().Owner));
    }

    [Theory]
    [InlineData("198.51.100.1", "::ffff:198.51.100.1")]
    [InlineData("2001:db8:1:2:3:4:5:6", "2001:db8:1:2:ffff::1")]
    public void Of_52_requests_of_one_address_eight_wait_and_the_others_are_refused_at_once_and_counted(string address, string same)
    {
        using var rig = new AccountRig();
        Assert.Equal(8, Enumerable.Range(0, 52).Count(request => Ask(rig, request, request % 2 == 0 ? address : same)));
        Assert.Equal(44, rig.Metrics.DropsOf(DropCause.QueueFull));

        Assert.True(Ask(rig, "Ana", "192.0.2.7"));
        Assert.Equal((0, "Ana", 1), (rig.Take().Owner, rig.Take().Owner, rig.Take().Owner));
    }

    [Fact]
    public void What_has_been_decided_makes_place_for_more_of_its_address()
    {
        using var rig = new AccountRig(options: AccountRig.Quick with { RequestsPerAddress = 1 });
        for (var request = 0; request < 3; request++)
        {
            Assert.True(Ask(rig, request, "192.0.2.7"));
            Assert.False(Ask(rig, "too many", "192.0.2.7"));
            Assert.Equal(request, rig.Take().Owner);
        }
    }

    private static bool Ask(AccountRig rig, object owner, string from) =>
        rig.Client.TryLogIn(owner, IPAddress.Parse(from), "x", "y", AccountRig.Mode);

    private static string TextOf(OnlineCharacter character) => Encoding.UTF8.GetString(character.Loaded.Span);
}
