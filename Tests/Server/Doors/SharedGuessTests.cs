using System.Net;
using Ecs.Protocol;
using Ecs.Protocol.Messages;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Doors.Argentum;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Storage.Accounts;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors;

/// <summary>Five guesses of one address, each by another way in, and what the ways in say to the sixth, which is right.</summary>
public sealed class SharedGuessTests : IDisposable
{
    private const string Password = "correct horse";
    private const string OperatorToken = "very secret";
    private const string PlazaToken = "open-sesame";

    private static readonly IPAddress Home = IPAddress.Parse("192.0.2.7");
    private static readonly IPAddress Elsewhere = IPAddress.Parse("192.0.2.8");

    private readonly AllDoorsRig _doors = new(new NativeOptions { OperatorToken = OperatorToken }, plazaToken: PlazaToken);

    /// <summary>What a way in says to a guess.</summary>
    private enum Answer
    {
        In,
        Wrong,
        NotLookedAt,
        Nothing,
    }

    public static TheoryData<string> Ways => [.. All];

    private static string[] All => ["page", "native password", "native account token", "operator token", "argentum", "plaza"];

    public void Dispose() => _doors.Dispose();

    [Theory]
    [MemberData(nameof(Ways))]
    public async Task Whatever_way_five_guesses_have_come_the_sixth_is_not_looked_at_by_this_one(string way)
    {
        var account = (await _doors.Accounts.RegisterAsync("Ana", Password, Elsewhere)).Account!;
        var token = account.Token.ToText();
        string[] others = [.. All.Where(other => other != way)];
        foreach (var other in others)
            Assert.Equal((other, Answer.Wrong), (other, await Guess(other, isRight: false, token, Home)));

        Assert.Equal(5, others.Length);
        Assert.Equal(Answer.NotLookedAt, await Guess(way, isRight: true, token, Home));
        foreach (var other in others)
            Assert.Equal((other, Answer.NotLookedAt), (other, await Guess(other, isRight: true, token, Home)));

        // Nobody else pays for it, and a minute later it is forgotten.
        Assert.Equal(Answer.In, await Guess(way, isRight: true, token, Elsewhere));
        _doors.Rig.RunSeconds(61);
        Assert.Equal(Answer.In, await Guess(way, isRight: true, token, Home));
    }

    private async Task<Answer> Guess(string way, bool isRight, string token, IPAddress from)
    {
        var password = isRight ? Password : "battery staple";
        return way switch
        {
            "page" => Of((await _doors.Accounts.LogInAsync("Ana", password, from)).Outcome),
            "native password" => Prove(password, from),
            "native account token" => Show("Ana", isRight ? token : AccountToken.Create().ToText(), from),
            "operator token" => Show("Chief", isRight ? OperatorToken : "very public", from),
            "argentum" => LogInToArgentum(password, from),
            _ => ComeToThePlaza(isRight ? PlazaToken : "sesame", from),
        };
    }

    private Answer Prove(string password, IPAddress from)
    {
        var client = _doors.Rig.Dial(address: from);
        var nonce = ScramNonce.Create();
        client.Authenticate("Ana", nonce.ToToken());
        _doors.Run(3);
        if (client.Has(MessageId.AuthChallenge))
        {
            var challenge = client.Get<AuthChallenge>();
            var salted = Scram.Salt(password, challenge.Salt.Span, (int)challenge.Rounds);
            var message = Scram.MessageOf("Ana", nonce, challenge.Nonce, challenge.Salt.Span, challenge.Rounds);
            client.Send(new AuthProof(Scram.Prove(Scram.ClientKeyOf(salted), message)));
        }

        return AnswerTo(client);
    }

    private Answer Show(string name, string token, IPAddress from)
    {
        var client = _doors.Rig.Dial(address: from);
        client.Authenticate(name, token);
        return AnswerTo(client);
    }

    /// <summary>Whoever is in goes again, so that the next one can.</summary>
    private Answer AnswerTo(RawClient client)
    {
        _doors.Run(3);
        var isIn = client.Has(MessageId.AuthSuccess);
        var answer = isIn ? Answer.In
            : !client.Has(MessageId.AuthFailure) ? Answer.Nothing
            : client.Get<AuthFailure>().Reason switch
            {
                Reason.Rate => Answer.NotLookedAt,
                Reason.BadToken or Reason.WrongPassword => Answer.Wrong,
                _ => Answer.Nothing,
            };
        client.Send(new Leave());
        _doors.Run(3);
        return answer;
    }

    private Answer LogInToArgentum(string password, IPAddress from)
    {
        var client = _doors.DialArgentum(from).Say(ClientBytes.LogIn("Ana", password));
        _doors.Run(3);
        var refusal = client.All(55).Select(static packet => (string)packet.Fields[0]).LastOrDefault();
        var answer = _doors.IsIn("Ana") ? Answer.In
            : refusal == ArgentumTexts.Refusal(AccountOutcome.TooManyAttempts) ? Answer.NotLookedAt
            : refusal == ArgentumTexts.Refusal(AccountOutcome.WrongCredentials) ? Answer.Wrong
            : Answer.Nothing;
        client.Stream.Close();
        _doors.Run(3);
        return answer;
    }

    private Answer ComeToThePlaza(string token, IPAddress from)
    {
        var client = _doors.DialPlaza($"token={token}", from);
        _doors.Run(3);
        client.Read();
        var answer = client.Answer.Split(' ') switch
        {
            [_, "101", ..] => Answer.In,
            [_, "403", ..] => Answer.Wrong,
            [_, "429", ..] => Answer.NotLookedAt,
            _ => Answer.Nothing,
        };
        client.Stream.Close();
        _doors.Run(3);
        return answer;
    }

    private static Answer Of(AccountOutcome outcome) => outcome switch
    {
        AccountOutcome.Welcome => Answer.In,
        AccountOutcome.WrongCredentials => Answer.Wrong,
        AccountOutcome.TooManyAttempts => Answer.NotLookedAt,
        _ => Answer.Nothing,
    };
}
