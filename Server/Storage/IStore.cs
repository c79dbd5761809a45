using Ecs.Server.Guards;

namespace Ecs.Server.Storage;

/// <summary>
/// Where accounts and characters outlive the process. Calls may wait for a disk or a network, so they are made from the account service's
/// worker thread, one at a time; a fault outside is a result, never an exception.
/// </summary>
public interface IStore : IDisposable
{
    /// <summary>For logs: what was opened.</summary>
    string Label { get; }

    /// <summary>Why the last call was <see cref="StoreResult.Unavailable"/> or <see cref="StoreResult.Damaged"/>; one line.</summary>
    string Fault { get; }

    /// <summary>Done, Missing, Damaged or Unavailable; the account is there when Done.</summary>
    StoreResult FindAccount(string key, out AccountRecord? account);

    /// <summary>Adds an account and its first character, both or neither. Done, Taken or Unavailable.</summary>
    StoreResult Add(AccountRecord account, in CharacterRecord first);

    /// <summary>Adds an account that has no character yet. Done, Taken or Unavailable.</summary>
    StoreResult Add(AccountRecord account);

    /// <summary>Says the key of every account. Done or Unavailable.</summary>
    StoreResult VisitKeys(Action<string> visit);

    /// <summary>Gives an account another password, and ends its tokens. Done, Missing or Unavailable.</summary>
    StoreResult ChangePassword(string key, PasswordHash password);

    /// <summary>Removes an account with its characters and tokens. Done, Missing or Unavailable.</summary>
    StoreResult Delete(string key);

    /// <summary>Adds a token; those that have ended go, and of too many of one account those that end first. Done or Unavailable.</summary>
    /// <param name="token">Of an account that is there.</param>
    /// <param name="now">In seconds since 1970.</param>
    StoreResult Add(TokenRecord token, long now);

    /// <summary>Done, Missing or Unavailable; it may have ended.</summary>
    StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token);

    /// <summary>Adds a ban, or replaces the one of the same subject. Done or Unavailable.</summary>
    StoreResult Save(Ban ban);

    /// <summary>Done, also when there is none of that subject, or Unavailable.</summary>
    StoreResult Remove(Ban ban);

    /// <summary>Says every ban. Done or Unavailable.</summary>
    StoreResult VisitBans(Action<Ban> visit);

    /// <summary>Whether other servers may write to it too.</summary>
    bool IsShared => false;

    /// <summary>
    /// Says what was done to accounts and bans since the last call, in that order, by this server too. Done, Unavailable, or Missing where it
    /// cannot tell from when on (the first time, always): then keys and bans have to be visited before what it said is taken.
    /// </summary>
    StoreResult VisitChanges(Action<StoreChange> visit) => StoreResult.Done;

    /// <summary>
    /// Done, Missing, Damaged, Elsewhere or Unavailable. Where several servers share the store, Done and Missing also take hold of the character:
    /// until it is saved as not active, or this server is silent for long, no other server has it.
    /// </summary>
    StoreResult FindCharacter(string account, string mode, out CharacterRecord character);

    /// <summary>
    /// Adds or replaces them, all or none. After Done they outlive a kill of the process and a loss of power. Done or Unavailable.
    /// Those that are <see cref="Refused"/> stay as the store has them.
    /// </summary>
    StoreResult Save(ReadOnlySpan<CharacterRecord> characters);

    /// <summary>
    /// Of the last <see cref="Save(ReadOnlySpan{CharacterRecord})"/>, by their place in it: characters that another server has taken hold of
    /// meanwhile, or of which the store has a newer version. A later call would not succeed either.
    /// </summary>
    IReadOnlyList<int> Refused => [];
}
