using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Metrics;
using Ecs.Server.Storage.Accounts;

namespace Ecs.Tests.Server.Doors;

/// <summary>Whoever guesses at passwords and tokens is looked at five times a minute, however many ways in there are.</summary>
public sealed class GuessTests : IDisposable
{
    private const int Guesses = 10_000;

    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");

    private readonly AllDoorsRig _doors = new(new NativeOptions { OperatorToken = "very secret", AuthenticationAttempts = int.MaxValue });
    private readonly Random _random = new(17);

    public void Dispose() => _doors.Dispose();

    [Fact]
    public async Task Ten_thousand_guesses_over_all_ways_in_are_five_that_are_looked_at_in_a_minute()
    {
        Assert.Equal(AccountOutcome.Welcome, (await _doors.Accounts.RegisterAsync("Ana", "correct horse", IPAddress.Parse("192.0.2.9"))).Outcome);
        var client = _doors.Rig.Dial(address: Home);
        _doors.Run(2);
        var pages = 0;

        for (var guess = 0; guess < Guesses; guess++)
        {
            switch (guess % 4)
            {
                case 0:
                    client.Authenticate("Ana", new AccountToken((UInt128)_random.NextInt64()).ToText());
                    break;
                case 1:
                    client.Authenticate("Ana", $"guess {guess}");
                    break;
                case 2:
                    client.Authenticate("Ana", new ResumeToken((UInt128)_random.NextInt64()).ToText());
                    break;
                default:
                    pages += (await _doors.Accounts.LogInAsync("Ana", $"guess {guess}", Home)).Outcome == AccountOutcome.WrongCredentials ? 1 : 0;
                    break;
            }

            // All within one minute: 2,500 ticks and some of 3,600.
            if (guess % 4 == 3)
                _doors.Rig.Run(1);
        }

        _doors.Run(3);
        var wrong = client.All<AuthFailure>().Count(static failure => failure.Reason is Reason.BadToken or Reason.WrongPassword);
        Assert.Equal(5, wrong + pages);
        Assert.True(pages >= 1 && wrong >= 1);

        // The right password is not looked at either, and somebody else's is.
        Assert.Equal(AccountOutcome.TooManyAttempts, (await _doors.Accounts.LogInAsync("Ana", "correct horse", Home)).Outcome);
        Assert.Equal(AccountOutcome.Welcome, (await _doors.Accounts.LogInAsync("Ana", "correct horse", IPAddress.Parse("192.0.2.9"))).Outcome);
        _doors.Rig.RunSeconds(61);
        Assert.Equal(AccountOutcome.Welcome, (await _doors.Accounts.LogInAsync("Ana", "correct horse", Home)).Outcome);
    }

    [Theory]
    [InlineData("192.0.2.7", "192.0.2.7")]
    [InlineData("2001:db8:1:2::9", "2001:db8:1:2:8000::1")]
    public async Task Wrong_passwords_at_one_door_close_the_others(string first, string second)
    {
        for (var guess = 0; guess < 5; guess++)
            await _doors.Accounts.LogInAsync("Ana", "wrong", IPAddress.Parse(first));

        var client = _doors.Rig.Dial(address: IPAddress.Parse(second));
        client.Authenticate("Ana", ScramNonce.Create().ToToken());
        _doors.Run(3);
        client.Authenticate("Ana", "very secret");
        _doors.Run(3);

        Assert.Equal([Reason.Rate, Reason.Rate], client.All<AuthFailure>().Select(static failure => failure.Reason));
        Assert.True(_doors.Rig.Drops(DropCause.Rate) > 0);
    }
}
