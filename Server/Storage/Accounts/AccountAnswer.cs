namespace Ecs.Server.Storage.Accounts;

/// <summary>What became of one request.</summary>
/// <param name="Owner">Who asked, as given with the request.</param>
/// <param name="Outcome">How it ended.</param>
/// <param name="Character">
/// There with <see cref="AccountOutcome.Welcome"/>, and online from now on: an owner who is gone by now lets it
/// <see cref="OnlineCharacter.Leave()"/>.
/// </param>
public readonly record struct AccountAnswer(object Owner, AccountOutcome Outcome, OnlineCharacter? Character);
