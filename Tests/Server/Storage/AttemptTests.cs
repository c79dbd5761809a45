using System.Buffers.Binary;
using System.Net;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Storage.Accounts;

namespace Ecs.Tests.Server.Storage;

/// <summary>Guessing gets nowhere, and people who share an address are not taken for guessers.</summary>
public sealed class AttemptTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    [Fact]
    public void Of_10_000_guesses_five_in_any_minute_are_looked_at_even_when_one_is_right()
    {
        using var rig = new AccountRig();
        rig.Create("Ana").Character!.Leave();
        var looked = 0;
        for (var guess = 0; guess < 10_000; guess++)
        {
            var isRight = guess == 9_999;
            var outcome = rig.LogIn("Ana", isRight ? AccountRig.Password : $"guess {guess}").Outcome;
            looked += outcome == AccountOutcome.TooManyAttempts ? 0 : 1;
            Assert.NotEqual(AccountOutcome.Welcome, outcome);
            rig.Time.Advance(TimeSpan.FromMilliseconds(30));
        }

        // Five minutes.
        Assert.Equal(25, looked);
        Assert.Equal(10_000 - 25, rig.Metrics.DropsOf(DropCause.Rate));
        Assert.Equal(25, rig.Metrics.Store.Refusals);
        rig.Time.Advance(Minute);
        Assert.Equal(AccountOutcome.Welcome, rig.LogIn("Ana").Outcome);
    }

    [Fact]
    public void One_address_that_guesses_does_not_lock_others_out()
    {
        using var rig = new AccountRig();
        rig.Create("Ana").Character!.Leave();
        for (var guess = 0; guess < 100; guess++)
            rig.LogIn("Ana", "guess", IPAddress.Parse("198.51.100.1"));

        Assert.Equal(AccountOutcome.Welcome, rig.LogIn("Ana").Outcome);
    }

    [Fact]
    public void Eight_people_behind_one_address_who_each_come_back_three_times_in_a_minute_are_let_in()
    {
        using var rig = new AccountRig();
        var people = Enumerable.Range(0, 8).Select(number => $"person{number}").ToArray();
        foreach (var name in people)
            rig.Create(name).Character!.Leave();

        for (var round = 0; round < 3; round++)
        {
            foreach (var name in people)
            {
                var answer = rig.LogIn(name);
                Assert.Equal(AccountOutcome.Welcome, answer.Outcome);
                answer.Character!.Leave();
            }

            rig.Time.Advance(Minute / 4);
        }

        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.Rate));
    }

    /// <summary>A right password costs the worker as much as a wrong one.</summary>
    [Fact]
    public void Right_log_ins_of_one_address_are_sixty_a_minute_at_most_and_others_get_in()
    {
        using var rig = new AccountRig();
        rig.Create("Ana");
        rig.Create("Bea").Character!.Leave();
        var looked = Enumerable.Range(0, 500).Count(_ => rig.LogIn("Ana").Outcome == AccountOutcome.AlreadyOnline);

        Assert.Equal(60, looked);
        Assert.Equal(440, rig.Metrics.DropsOf(DropCause.Rate));
        Assert.Equal(AccountOutcome.Welcome, rig.LogIn("Bea", from: IPAddress.Parse("198.51.100.1")).Outcome);
        rig.Time.Advance(Minute);
        Assert.Equal(AccountOutcome.AlreadyOnline, rig.LogIn("Ana").Outcome);
    }

    /// <summary>No log-in, creation or token of an address over its limit stands in the way of others that wait.</summary>
    [Fact]
    public void What_is_over_the_limit_is_answered_without_waiting_and_takes_no_place_in_the_queue()
    {
        using var rig = new AccountRig(options: AccountRig.Quick with { RequestLimit = 1, CreationsPerMinute = 1 });
        var guesser = IPAddress.Parse("198.51.100.1");
        for (var guess = 0; guess < 5; guess++)
            rig.LogIn("Ana", "guess", guesser);
        rig.Create("Luz", from: guesser);
        Assert.True(rig.Client.TryLogIn("waits", AccountRig.Home, "Ana", AccountRig.Password, AccountRig.Mode));

        Assert.True(rig.Client.TryLogIn("guess", guesser, "Ana", AccountRig.Password, AccountRig.Mode));
        Assert.True(rig.Client.TryResume("token", guesser, SessionToken.Create(), AccountRig.Mode));
        Assert.True(rig.Client.TryCreate("creation", guesser, "Bea", AccountRig.Password, AccountRig.Mode, default));

        foreach (var refused in (string[])["guess", "token", "creation"])
            Assert.Equal(new AccountAnswer(refused, AccountOutcome.TooManyAttempts, null), rig.Take());
        Assert.Equal("waits", rig.Take().Owner);
        Assert.Equal((3, 0), (rig.Metrics.DropsOf(DropCause.Rate), rig.Metrics.DropsOf(DropCause.QueueFull)));
    }

    [Fact]
    public void Requests_that_wait_together_are_held_to_the_limit_one_by_one()
    {
        using var rig = new AccountRig();
        for (var guess = 0; guess < 8; guess++)
            Assert.True(rig.Client.TryLogIn(guess, AccountRig.Home, "Ana", "guess", AccountRig.Mode));

        AccountOutcome[] outcomes = [.. Enumerable.Range(0, 8).Select(_ => rig.Take().Outcome)];
        Assert.Equal(5, outcomes.Count(outcome => outcome == AccountOutcome.WrongCredentials));
        Assert.Equal(3, outcomes.Count(outcome => outcome == AccountOutcome.TooManyAttempts));
        Assert.Equal(3, rig.Metrics.DropsOf(DropCause.Rate));
    }

    [Fact]
    public void Accounts_from_one_address_are_made_ten_a_minute_at_most()
    {
        using var rig = new AccountRig();
        var made = Enumerable.Range(0, 30).Count(number => rig.Create($"p{number}").Outcome == AccountOutcome.Welcome);

        Assert.Equal(10, made);
        rig.Time.Advance(Minute);
        Assert.Equal(AccountOutcome.Welcome, rig.Create("later").Outcome);
    }

    [Fact]
    public void Addresses_of_version_6_count_by_their_network_and_mapped_ones_as_what_they_map()
    {
        var limit = new AttemptLimit(1);
        limit.Count(IPAddress.Parse("2001:db8:1:2:3:4:5:6"), TimeSpan.Zero);
        limit.Count(IPAddress.Parse("192.0.2.1"), TimeSpan.Zero);

        Assert.True(limit.IsReached(IPAddress.Parse("2001:db8:1:2:ffff::1"), TimeSpan.Zero));
        Assert.False(limit.IsReached(IPAddress.Parse("2001:db8:1:3::1"), TimeSpan.Zero));
        Assert.True(limit.IsReached(IPAddress.Parse("::ffff:192.0.2.1"), TimeSpan.Zero));
        Assert.False(limit.IsReached(IPAddress.Parse("192.0.2.2"), TimeSpan.Zero));
    }

    [Fact]
    public void More_addresses_than_are_remembered_share_one_account_until_others_are_forgotten()
    {
        var limit = new AttemptLimit(2);
        for (uint number = 0; number < AttemptLimit.AddressLimit; number++)
            limit.Count(Address(number), TimeSpan.Zero);
        limit.Count(Address(1_000_000), TimeSpan.Zero);
        limit.Count(Address(2_000_000), TimeSpan.Zero);

        Assert.True(limit.IsReached(Address(3_000_000), TimeSpan.Zero));
        Assert.False(limit.IsReached(Address(7), TimeSpan.Zero));
        limit.Count(Address(3_000_000), Minute);
        Assert.False(limit.IsReached(Address(3_000_000), Minute));
    }

    [Fact]
    public void A_token_brings_back_its_player_once_in_its_mode_and_in_its_time()
    {
        using var rig = new AccountRig();
        var first = rig.Create("Ana", content: "here").Character!;
        first.Leave();

        var back = rig.Resume(first.Token);
        Assert.Equal((AccountOutcome.Welcome, "Ana"), (back.Outcome, back.Character!.Name));
        back.Character.Leave();
        Assert.Equal(AccountOutcome.WrongToken, rig.Resume(first.Token).Outcome);
        Assert.Equal(AccountOutcome.WrongToken, rig.Resume(back.Character.Token, "survival").Outcome);
        Assert.Equal(AccountOutcome.WrongToken, rig.Resume(back.Character.Token).Outcome);
        var third = rig.LogIn("Ana").Character!;
        third.Leave();
        rig.Time.Advance(new AccountOptions().TokenLifetime);
        Assert.Equal(AccountOutcome.WrongToken, rig.Resume(third.Token).Outcome);
    }

    [Fact]
    public void A_million_guesses_hit_no_token()
    {
        const int seed = 5;
        var random = new Random(seed);
        var tokens = new SessionTokens(Minute);
        var issued = Enumerable.Range(0, SessionTokens.Limit).Select(_ => tokens.Issue("ana", "argentum", TimeSpan.Zero)).ToList();
        Assert.Equal(issued.Count, issued.Distinct().Count());
        Span<byte> bytes = stackalloc byte[16];
        var hits = 0;
        for (var guess = 0; guess < 1_000_000; guess++)
        {
            // Every other guess is a real token with one bit changed.
            random.NextBytes(bytes);
            var value = BinaryPrimitives.ReadUInt128LittleEndian(bytes);
            if ((guess & 1) == 0)
                value = issued[guess % issued.Count].Value ^ (UInt128.One << random.Next(128));
            hits += tokens.Redeem(new SessionToken(value), "argentum", TimeSpan.Zero) is null ? 0 : 1;
        }

        Assert.Equal(0, hits);
        Assert.Equal("ana", tokens.Redeem(issued[^1], "argentum", TimeSpan.Zero));
    }

    [Fact]
    public void Guesses_at_tokens_count_as_failures_of_their_address()
    {
        using var rig = new AccountRig();
        var ana = rig.Create("Ana").Character!;
        ana.Leave();
        for (var guess = 0; guess < 5; guess++)
            Assert.Equal(AccountOutcome.WrongToken, rig.Resume(SessionToken.Create()).Outcome);

        Assert.Equal(AccountOutcome.TooManyAttempts, rig.Resume(ana.Token).Outcome);
        Assert.Equal(AccountOutcome.TooManyAttempts, rig.LogIn("Ana").Outcome);
    }

    [Fact]
    public void More_tokens_than_are_kept_forget_the_oldest()
    {
        var tokens = new SessionTokens(Minute);
        var oldest = tokens.Issue("ana", "argentum", TimeSpan.Zero);
        for (var number = 1; number < SessionTokens.Limit; number++)
            tokens.Issue("bo", "argentum", TimeSpan.Zero);
        var newest = tokens.Issue("bo", "argentum", TimeSpan.Zero);

        Assert.Null(tokens.Redeem(oldest, "argentum", TimeSpan.Zero));
        Assert.Equal("bo", tokens.Redeem(newest, "argentum", TimeSpan.Zero));
        Assert.DoesNotContain(newest.Value.ToString(), newest.ToString(), StringComparison.Ordinal);
    }

    private static IPAddress Address(uint number)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, 0x0A000000 + number);
        return new IPAddress(bytes);
    }
}
