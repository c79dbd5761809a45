using Ecs.Server.Guards;
using Ecs.Server.Text;

namespace Ecs.Server.Storage.Accounts;

/// <summary>Decides requests, one after the other, on the worker's thread: hashing and reading the store take their time here.</summary>
internal sealed class AccountWorker(
    IStore store, AccountAttempts attempts, SaveQueue queue, OnlineCharacters online, Admission admission, AccountOptions options, TimeProvider time)
{
    private readonly SessionTokens _tokens = new(options.TokenLifetime);
    private readonly AccountKeeper _keeper = new(store, attempts, queue, online, admission, options, time);
    private readonly long _started = time.GetTimestamp();

    /// <summary>Asks for the limits once more: others of the same address may have been decided while the request waited.</summary>
    public AccountAnswer Decide(AccountRequest request)
    {
        if (request.Kind > AccountRequestKind.Resume)
            return _keeper.Decide(request);

        OnlineCharacter? character;
        var outcome = request.Kind switch
        {
            AccountRequestKind.Create => Create(request, out character),
            AccountRequestKind.LogIn => LogIn(request, out character),
            _ => Resume(request, out character),
        };
        return new(request.Owner, outcome, character);
    }

    private AccountOutcome Create(AccountRequest request, out OnlineCharacter? character)
    {
        character = null;
        if (!DisplayText.TryCleanName(request.Name, out var name) || ProtectedNames.Holds(name))
            return AccountOutcome.BadName;
        if (request.Password.Length is 0 or > AccountClient.PasswordLimit)
            return AccountOutcome.BadPassword;
        if (!attempts.MayTry(request))
            return AccountOutcome.TooManyAttempts;
        attempts.CountCreation(request);
        var key = DisplayText.UniqueKey(name);
        var found = store.FindAccount(key, out _);
        if (found != StoreResult.Missing)
            return found == StoreResult.Done ? AccountOutcome.NameTaken : OutcomeOf(found);
        var account = new AccountRecord(key, name, PasswordHash.Create(request.Password, options.HashRounds));
        var first = new CharacterRecord(key, request.Mode, 1, request.Content, IsActive: true, time.GetUtcNow().ToUnixTimeSeconds());
        var added = store.Add(account, first);
        if (added != StoreResult.Done)
            return OutcomeOf(added);
        admission.Registered.Add(key);
        character = Open(account, first, first.Version);
        return AccountOutcome.Welcome;
    }

    private AccountOutcome LogIn(AccountRequest request, out OnlineCharacter? character)
    {
        character = null;
        if (!attempts.MayTry(request))
            return AccountOutcome.TooManyAttempts;
        var outcome = _keeper.Check(request, out var account);
        return account is null ? outcome : Enter(account, request.Mode, out character);
    }

    private AccountOutcome Resume(AccountRequest request, out OnlineCharacter? character)
    {
        character = null;
        if (!attempts.MayTry(request))
            return AccountOutcome.TooManyAttempts;
        if (_tokens.Redeem(request.Token, request.Mode, Now) is not { } key)
            return attempts.Fail(request, AccountOutcome.WrongToken);
        var found = store.FindAccount(key, out var account);
        return account is null ? OutcomeOf(found) : Enter(account, request.Mode, out character);
    }

    private AccountOutcome Enter(AccountRecord account, string mode, out OnlineCharacter? character)
    {
        character = null;
        if (online.TryFind(account.Key, mode, out var present))
            return TryReplace(present, out character) ? AccountOutcome.Welcome : AccountOutcome.AlreadyOnline;
        var found = store.FindCharacter(account.Key, mode, out var loaded);
        if (found is StoreResult.Damaged or StoreResult.Elsewhere or StoreResult.Unavailable)
            return OutcomeOf(found);
        if (found == StoreResult.Missing)
            loaded = new CharacterRecord(account.Key, mode, 0, default, IsActive: false, 0);
        character = Open(account, loaded, loaded.Version);
        return AccountOutcome.Welcome;
    }

    /// <summary>Who left and is not saved yet comes back with what is still waiting; the store does not know it.</summary>
    private bool TryReplace(OnlineCharacter present, out OnlineCharacter? character)
    {
        character = null;
        CharacterRecord last;
        lock (queue.Gate)
        {
            if (!present.HasLeft)
                return false;
            last = present.ToRecord(time.GetUtcNow().ToUnixTimeSeconds());
            present.IsReplaced = true;
        }

        character = Open(present.Account, last, present.SavedVersion);
        return true;
    }

    private OnlineCharacter Open(AccountRecord account, in CharacterRecord loaded, long savedVersion)
    {
        var character = new OnlineCharacter(queue, account, loaded, savedVersion, _tokens.Issue(account.Key, loaded.Mode, Now));
        online.Set(character);

        // The store learns that somebody plays it, and what the handle before could not save.
        lock (queue.Gate)
            queue.Add(character);
        return character;
    }

    private TimeSpan Now => time.GetElapsedTime(_started);

    internal static AccountOutcome OutcomeOf(StoreResult result) => result switch
    {
        StoreResult.Damaged => AccountOutcome.Damaged,
        StoreResult.Taken => AccountOutcome.NameTaken,
        StoreResult.Missing => AccountOutcome.WrongCredentials,
        StoreResult.Elsewhere => AccountOutcome.AlreadyOnline,
        _ => AccountOutcome.Unavailable,
    };
}
