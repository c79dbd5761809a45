using System.Net;
using System.Text;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Server.Metrics;
using Ecs.Server.Storage;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ecs.Tests.Scenarios;

/// <summary>Native players prove that a name is theirs, by a password that nobody hears or by a token, and nobody else does.</summary>
public sealed class AccountLoginTests : IDisposable
{
    private const string Password = "correct horse";

    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.8");

    private readonly ServerRig _rig;
    private AccountService _accounts = null!;

    public AccountLoginTests() => _rig = new ServerRig(1, 1, null, [], accounts: rig =>
    {
        var options = new AccountOptions { HashRounds = Limits.RoundsMin, RunsInline = true };
        _accounts = new AccountService(new MemoryStore(), options, rig.Time, rig.Metrics, NullLogger.Instance, rig.Server.Admission);
        return _accounts.OpenClient();
    });

    public void Dispose()
    {
        _rig.Dispose();
        _accounts.Dispose();
    }

    [Fact]
    public async Task Who_knows_the_password_plays_under_the_name_as_it_was_registered()
    {
        await Register();

        var ana = _rig.Invite("  ANA ", with: static options => options with { Password = Password });
        Run(() => ana.Client.IsInRoom);

        Assert.Equal(("Ana", true), (ana.Client.Name, ana.Client.IsRegistered));
        Assert.Equal("ana", _rig.Server.Names.Find("Ana")!.Account);
    }

    [Fact]
    public async Task A_guest_is_not_registered_and_a_wrong_password_lets_nobody_in()
    {
        await Register();
        var bob = _rig.Seat("bob");
        Assert.False(bob.Client.IsRegistered);

        var eve = _rig.Invite("Ana", with: static options => options with { Password = "correct horsf" });
        Run(() => eve.Refusals.Count != 0);

        Assert.Equal(Reason.WrongPassword, Assert.Single(eve.Refusals).Reason);
        Assert.Null(_rig.Server.Names.Find("Ana"));

        Assert.True(eve.Client.LogIn("Ana", Password));
        Run(() => eve.Client.IsInRoom);
        Assert.True(eve.Client.IsRegistered);
    }

    [Fact]
    public async Task A_token_returns_as_often_as_it_likes_until_it_ends_and_for_its_name_alone()
    {
        var account = await Register();
        var token = account.Token.ToText();
        foreach (var from in new[] { Home, Elsewhere })
        {
            var client = _rig.Dial(address: from);
            client.Authenticate("ana", token);
            _rig.Run(3);
            Assert.True(client.Get<AuthSuccess>().IsRegistered);
            client.Send(new Leave());
            _rig.Run(3);
        }

        var other = _rig.Dial(address: Home);
        other.Authenticate("bob", token);
        _rig.Run(3);
        other.Authenticate("ana", new AccountToken(account.Token.Value + 1).ToText());
        _rig.Run(3);
        Assert.Equal([Reason.BadToken, Reason.BadToken], other.All<AuthFailure>().Select(static failure => failure.Reason));

        Assert.Equal(AccountOutcome.Welcome, (await _accounts.Calls.ChangePasswordAsync("Ana", Password, "battery staple", Home)).Outcome);
        AssertRefused(token);
    }

    [Fact]
    public async Task A_token_ends_with_its_time()
    {
        var account = await Register();

        _rig.Time.Advance(new AccountOptions().AccountTokenLifetime + TimeSpan.FromSeconds(1));

        AssertRefused(account.Token.ToText());
    }

    [Fact]
    public async Task The_owner_takes_the_place_of_a_connection_that_is_lost_and_not_of_one_that_lives()
    {
        var account = await Register();
        var first = _rig.Dial(address: Home);
        first.Authenticate("ana", account.Token.ToText());
        first.RequestEnter();
        _rig.Run(6);
        var second = _rig.Dial(address: Elsewhere);
        second.Authenticate("ana", account.Token.ToText());
        _rig.Run(3);
        Assert.Equal(Reason.NameTaken, second.Get<AuthFailure>().Reason);

        first.Socket.Vanish();
        _rig.RunSeconds(9);
        second.Authenticate("ana", account.Token.ToText());
        _rig.Run(3);

        Assert.Equal("Ana", second.Get<AuthSuccess>().Name);
    }

    [Fact]
    public async Task A_captured_log_in_lets_nobody_in_and_says_nothing_that_would()
    {
        await Register();
        var (sent, heard) = (new List<(Lane Lane, byte[] Bytes)>(), new List<byte[]>());
        var ana = _rig.Dial();
        ana.Sending = (lane, bytes) => sent.Add((lane, bytes));
        ana.Hearing = (_, bytes) => heard.Add(bytes.ToArray());
        Prove(ana, "Ana", Password);
        Assert.True(ana.Get<AuthSuccess>().IsRegistered);
        ana.Send(new Leave());
        _rig.Run(3);

        var eve = _rig.Dial();
        foreach (var (lane, bytes) in sent)
        {
            eve.SendBytes(lane, bytes);
            _rig.Run(3);
        }

        Assert.False(eve.Has(MessageId.AuthSuccess));
        Assert.Equal(Reason.WrongPassword, eve.Get<AuthFailure>().Reason);

        var challenge = ana.Get<AuthChallenge>();
        var salted = Scram.Salt(Password, challenge.Salt.Span, (int)challenge.Rounds);
        byte[][] secrets =
        [
            Encoding.UTF8.GetBytes(Password), salted, Scram.ClientKeyOf(salted), Scram.StoredKeyOf(Scram.ClientKeyOf(salted)), Scram.ServerKeyOf(salted),
        ];
        foreach (var bytes in heard.Concat(sent.Select(static said => said.Bytes)))
            Assert.DoesNotContain(secrets, secret => bytes.AsSpan().IndexOf(secret.AsSpan(0, 8)) >= 0);
    }

    [Fact]
    public async Task A_proof_is_good_for_one_challenge_and_one_connection()
    {
        await Register();
        var client = _rig.Dial();
        client.Send(new AuthProof(new byte[Limits.ProofBytes]));
        _rig.Run(2);
        Assert.Equal((MessageId.AuthProof, Reason.OutOfOrder), (client.Get<Refused>().Message, client.Get<Refused>().Reason));

        var proof = Challenge(client, "Ana", Password);
        var other = _rig.Dial();
        Challenge(other, "Ana", Password);
        other.Send(in proof);
        _rig.Run(3);
        Assert.Equal(Reason.WrongPassword, other.Get<AuthFailure>().Reason);
        other.Send(in proof);
        _rig.Run(3);
        Assert.Equal(Reason.OutOfOrder, other.Get<Refused>().Reason);

        client.Send(in proof);
        client.Send(in proof);
        _rig.Run(3);
        Assert.True(client.Has(MessageId.AuthSuccess));
        Assert.Equal(2, client.Count(MessageId.Refused));
    }

    [Fact]
    public async Task A_name_that_nobody_has_looks_like_one_that_somebody_has()
    {
        await Register();
        var client = _rig.Dial();
        Challenge(client, "Ana", Password);
        var real = client.Get<AuthChallenge>();
        Challenge(client, "Nobody", Password);
        var first = client.Get<AuthChallenge>();
        Challenge(client, "nobody", Password);
        var second = client.Get<AuthChallenge>();

        Assert.Equal((real.Rounds, real.Salt.Length), (first.Rounds, first.Salt.Length));
        Assert.Equal(first.Salt.ToArray(), second.Salt.ToArray());
        Assert.NotEqual(first.Nonce, second.Nonce);
        Prove(client, "Nobody", Password);
        Assert.Equal(Reason.WrongPassword, client.Get<AuthFailure>().Reason);
    }

    [Fact]
    public void A_server_without_accounts_knows_no_such_token()
    {
        using var rig = new ServerRig();
        var client = rig.Dial();

        client.Authenticate("ana", ScramNonce.Create().ToToken());
        rig.Run(3);
        client.Authenticate("ana", AccountToken.Create().ToText());
        rig.Run(3);

        Assert.Equal([Reason.BadToken, Reason.BadToken], client.All<AuthFailure>().Select(static failure => failure.Reason));
        Assert.Equal(2, rig.Drops(DropCause.BadToken));
    }

    private void AssertRefused(string token)
    {
        var client = _rig.Dial(address: Elsewhere);
        client.Authenticate("ana", token);
        _rig.Run(3);
        Assert.Equal(Reason.BadToken, client.Get<AuthFailure>().Reason);
    }

    private async Task<ProvenAccount> Register() => (await _accounts.Calls.RegisterAsync("Ana", Password, Home)).Account!;

    /// <summary>Asks to be challenged and computes the proof.</summary>
    private AuthProof Challenge(RawClient client, string name, string password)
    {
        var before = client.Count(MessageId.AuthChallenge);
        var nonce = ScramNonce.Create();
        client.Authenticate(name, nonce.ToToken());
        _rig.RunUntil(() => client.Count(MessageId.AuthChallenge) > before, seconds: 1);
        var challenge = client.Get<AuthChallenge>();
        Assert.True(nonce.TryGetOther(challenge.Nonce, out _));
        var salted = Scram.Salt(password, challenge.Salt.Span, (int)challenge.Rounds);
        return new(Scram.Prove(
            Scram.ClientKeyOf(salted), Scram.MessageOf(name, nonce, challenge.Nonce, challenge.Salt.Span, challenge.Rounds)));
    }

    private void Prove(RawClient client, string name, string password)
    {
        client.Send(Challenge(client, name, password));
        _rig.Run(3);
    }

    /// <summary>The client's hash takes real time, of which the server's clock knows nothing.</summary>
    private void Run(Func<bool> done)
    {
        for (var round = 0; round < 500 && !done(); round++)
        {
            _rig.Run(1);
            Thread.Sleep(4);
        }

        Assert.True(done());
    }
}
