using System.Net;

namespace Ecs.Server.Storage.Accounts;

internal enum AccountRequestKind
{
    /// <summary>A new account with its first character, which is then played.</summary>
    Create,

    /// <summary>To play a character, by name and password.</summary>
    LogIn,

    /// <summary>To play a character, by the token of a session.</summary>
    Resume,

    /// <summary>What a password is to be proved with.</summary>
    Challenge,

    /// <summary>A password is proved.</summary>
    Prove,

    /// <summary>An account's token instead of that.</summary>
    Redeem,

    /// <summary>A new account without a character, and a token.</summary>
    Register,

    /// <summary>A token, for name and password.</summary>
    TakeToken,

    ChangePassword,

    Delete,
}

/// <summary>What somebody asks of the worker.</summary>
/// <param name="Listener">Gets the answer.</param>
/// <param name="Owner">For the client's door.</param>
/// <param name="Kind">What is wanted.</param>
/// <param name="From">Whose attempts these are.</param>
internal sealed record AccountRequest(IAccountListener Listener, object Owner, AccountRequestKind Kind, IPAddress From)
{
    /// <summary>Of the character.</summary>
    public string Mode { get; init; } = "";

    public string Name { get; init; } = "";

    public string Password { get; init; } = "";

    public string NewPassword { get; init; } = "";

    public SessionToken Token { get; init; }

    public Protocol.AccountToken AccountToken { get; init; }

    /// <summary>Of a character that is to be created.</summary>
    public byte[] Content { get; init; } = [];

    /// <summary>What a proof was made for, as <see cref="Protocol.Scram.MessageOf"/>.</summary>
    public byte[] Message { get; init; } = [];

    public byte[] Proof { get; init; } = [];

    /// <summary>Without its secrets.</summary>
    public override string ToString() => $"{nameof(AccountRequest)} {{ {Kind}, {Name}, {Mode} }}";
}

/// <summary>Whoever asked the worker.</summary>
internal interface IAccountListener
{
    /// <summary>Any thread.</summary>
    void Answer(in AccountAnswer answer);
}
