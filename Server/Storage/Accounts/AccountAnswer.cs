namespace Ecs.Server.Storage.Accounts;

/// <summary>What became of one request.</summary>
/// <param name="Owner">Who asked, as given with the request.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Character">
/// There with <see cref="AccountOutcome.Welcome"/> where one was asked for, and online from now on: an owner who is gone by now lets it
/// <see cref="OnlineCharacter.Leave()"/>.
/// </param>
public readonly record struct AccountAnswer(object Owner, AccountOutcome Outcome, OnlineCharacter? Character)
{
    /// <summary>What a password is to be proved with, where that was asked for.</summary>
    public PasswordChallenge? Challenge { get; init; }

    /// <summary>Who proved to own an account, with <see cref="AccountOutcome.Welcome"/>.</summary>
    public ProvenAccount? Account { get; init; }
}
