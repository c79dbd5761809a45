using System.Net;
using Ecs.Server.Metrics;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// Where one door brings its requests on the tick thread. A request goes to the account service's worker and returns at once; its answer is
/// fetched in a later tick. Nothing here waits, and asking an empty client costs a read.
/// </summary>
public sealed class AccountClient : IAccountListener
{
    /// <summary>UTF-16 units of a password.</summary>
    public const int PasswordLimit = 128;

    /// <summary>UTF-16 units of a password that somebody chooses for an account alone; doors may want more.</summary>
    public const int PasswordLeast = 6;

    private readonly AccountService _accounts;
    private readonly Queue<AccountAnswer> _answers = new();
    private int _count;

    internal AccountClient(AccountService accounts) => _accounts = accounts;

    /// <summary>
    /// Asks for a new account with its first character, which is then online. False when too many requests wait already, of the
    /// address or of all (<see cref="DropCause.QueueFull"/>); then there will be no answer.
    /// </summary>
    /// <param name="owner">Comes back with the answer.</param>
    /// <param name="from">Whose attempt it is.</param>
    /// <param name="name">As the player wrote it.</param>
    /// <param name="password">As the player wrote it.</param>
    /// <param name="mode">Of the character.</param>
    /// <param name="content">What the mode will be given, at most <see cref="CharacterRecord.ContentLimit"/> bytes.</param>
    /// <exception cref="ArgumentException">The content is longer.</exception>
    public bool TryCreate(object owner, IPAddress from, string name, string password, string mode, ReadOnlySpan<byte> content)
    {
        if (content.Length > CharacterRecord.ContentLimit)
            throw new ArgumentException($"a character has at most {CharacterRecord.ContentLimit} bytes", nameof(content));
        var request = new AccountRequest(this, owner, AccountRequestKind.Create, from)
        {
            Mode = mode,
            Name = name,
            Password = password,
            Content = content.ToArray(),
        };
        return _accounts.TryAsk(request);
    }

    /// <summary>Asks to play an account's character, an empty one if there is none. Otherwise like <see cref="TryCreate"/>.</summary>
    /// <inheritdoc cref="TryCreate" path="/param[@name!='content']"/>
    public bool TryLogIn(object owner, IPAddress from, string name, string password, string mode) =>
        _accounts.TryAsk(new AccountRequest(this, owner, AccountRequestKind.LogIn, from) { Mode = mode, Name = name, Password = password });

    /// <summary>Asks to go on with a session's token instead of a name and password. Otherwise like <see cref="TryLogIn"/>.</summary>
    /// <param name="owner">Comes back with the answer.</param>
    /// <param name="from">Whose attempt it is.</param>
    /// <param name="token">From <see cref="OnlineCharacter.Token"/>; it is used up by this, whatever the answer is.</param>
    /// <param name="mode">Of the character; another than the token's is refused.</param>
    public bool TryResume(object owner, IPAddress from, SessionToken token, string mode) =>
        _accounts.TryAsk(new AccountRequest(this, owner, AccountRequestKind.Resume, from) { Mode = mode, Token = token });

    /// <summary>Asks what a password is to be proved with; the answer has a challenge, whether there is such an account or not.</summary>
    /// <inheritdoc cref="TryCreate" path="/param[@name='owner' or @name='from' or @name='name']"/>
    public bool TryChallenge(object owner, IPAddress from, string name) =>
        _accounts.TryAsk(new AccountRequest(this, owner, AccountRequestKind.Challenge, from) { Name = name });

    /// <summary>Asks whether a password is proved; the answer has the account.</summary>
    /// <param name="owner">Comes back with the answer.</param>
    /// <param name="from">Whose attempt it is.</param>
    /// <param name="name">As the player wrote it.</param>
    /// <param name="message">As <see cref="Protocol.Scram.MessageOf"/>.</param>
    /// <param name="proof">As <see cref="Protocol.Scram.Prove"/>.</param>
    public bool TryProve(object owner, IPAddress from, string name, byte[] message, ReadOnlySpan<byte> proof) =>
        _accounts.TryAsk(new AccountRequest(this, owner, AccountRequestKind.Prove, from) { Name = name, Message = message, Proof = proof.ToArray() });

    /// <summary>Asks whether a token is that of the account of a name; the answer has the account.</summary>
    /// <param name="owner">Comes back with the answer.</param>
    /// <param name="from">Whose attempt it is.</param>
    /// <param name="name">As the player wrote it.</param>
    /// <param name="token">As it came.</param>
    public bool TryRedeem(object owner, IPAddress from, string name, Protocol.AccountToken token) =>
        _accounts.TryAsk(new AccountRequest(this, owner, AccountRequestKind.Redeem, from) { Name = name, AccountToken = token });

    /// <summary>The next answer; those to one address are in the order of its requests, but for refusals that did not wait.</summary>
    public bool TryTake(out AccountAnswer answer)
    {
        _accounts.RunInline();
        answer = default;
        if (Volatile.Read(ref _count) == 0)
            return false;
        lock (_answers)
        {
            answer = _answers.Dequeue();
            Volatile.Write(ref _count, _answers.Count);
        }

        return true;
    }

    /// <summary>Worker thread.</summary>
    void IAccountListener.Answer(in AccountAnswer answer)
    {
        lock (_answers)
        {
            _answers.Enqueue(answer);
            Volatile.Write(ref _count, _answers.Count);
        }
    }
}
