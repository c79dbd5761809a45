using System.Net;

namespace Ecs.Server.Storage.Accounts;

internal enum AccountRequestKind
{
    Create,
    LogIn,
    Resume,
}

/// <summary>What a client hands to the worker.</summary>
/// <param name="Client">Gets the answer.</param>
/// <param name="Owner">For the client's door.</param>
/// <param name="Kind">What is wanted.</param>
/// <param name="From">Whose attempts these are.</param>
/// <param name="Mode">Of the character.</param>
internal sealed record AccountRequest(AccountClient Client, object Owner, AccountRequestKind Kind, IPAddress From, string Mode)
{
    public string Name { get; init; } = "";

    public string Password { get; init; } = "";

    public SessionToken Token { get; init; }

    /// <summary>Of a character that is to be created.</summary>
    public byte[] Content { get; init; } = [];
}
