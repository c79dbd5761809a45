using System.Security.Cryptography;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Guards;
using Ecs.Server.Text;

namespace Ecs.Server.Storage.Accounts;

/// <summary>Accounts themselves, without a character: proofs, tokens, passwords and the end. On the worker's thread.</summary>
internal sealed class AccountKeeper(
    IStore store, AccountAttempts attempts, SaveQueue queue, OnlineCharacters online, Admission admission, AccountOptions options, TimeProvider time)
{
    /// <summary>For salts of names that nobody has.</summary>
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);

    private long WallSeconds => time.GetUtcNow().ToUnixTimeSeconds();

    public AccountAnswer Decide(AccountRequest request)
    {
        if (!attempts.MayTry(request))
            return new(request.Owner, AccountOutcome.TooManyAttempts, null);
        if (request.Kind == AccountRequestKind.Challenge)
            return Challenge(request);
        ProvenAccount? account;
        var outcome = request.Kind switch
        {
            AccountRequestKind.Prove => Prove(request, out account),
            AccountRequestKind.Redeem => Redeem(request, out account),
            AccountRequestKind.Register => Register(request, out account),
            AccountRequestKind.TakeToken => TakeToken(request, out account),
            AccountRequestKind.ChangePassword => ChangePassword(request, out account),
            _ => Delete(request, out account),
        };
        return new(request.Owner, outcome, null) { Account = account };
    }

    /// <summary>Whether somebody may choose the password.</summary>
    public static bool IsPassword(string password, string key) =>
        password.Length is >= AccountClient.PasswordLeast and <= AccountClient.PasswordLimit && DisplayText.UniqueKey(password) != key;

    private AccountAnswer Challenge(AccountRequest request)
    {
        var key = KeyOf(request);
        var found = store.FindAccount(key, out var account);
        if (found is StoreResult.Damaged or StoreResult.Unavailable)
            return new(request.Owner, AccountWorker.OutcomeOf(found), null);
        var challenge = account is null
            ? new PasswordChallenge(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes(key))[..PasswordHash.SaltBytes], options.HashRounds)
            : new PasswordChallenge(account.Password.Salt.ToArray(), account.Password.Rounds);
        return new(request.Owner, AccountOutcome.Welcome, null) { Challenge = challenge };
    }

    private AccountOutcome Prove(AccountRequest request, out ProvenAccount? proven)
    {
        proven = null;
        attempts.CountLogIn(request);
        var found = store.FindAccount(KeyOf(request), out var account);
        if (found is StoreResult.Damaged or StoreResult.Unavailable)
            return AccountWorker.OutcomeOf(found);
        var password = account?.Password ?? attempts.Nobody;
        if (!Scram.IsProved(request.Proof, password.StoredKey, request.Message) || account is null)
            return attempts.Fail(request, AccountOutcome.WrongCredentials);
        proven = new(account.Key, account.Name) { Signature = Scram.Sign(password.ServerKey, request.Message) };
        return AccountOutcome.Welcome;
    }

    private AccountOutcome Redeem(AccountRequest request, out ProvenAccount? proven)
    {
        proven = null;
        var found = store.FindToken(TokenDigest.Of(request.AccountToken.Value), out var token);
        if (found == StoreResult.Unavailable)
            return AccountOutcome.Unavailable;
        if (token is null || token.Ends <= WallSeconds || token.Account != KeyOf(request))
            return attempts.Fail(request, AccountOutcome.WrongToken);
        found = store.FindAccount(token.Account, out var account);
        if (account is null)
            return AccountWorker.OutcomeOf(found);
        proven = new(account.Key, account.Name);
        return AccountOutcome.Welcome;
    }

    private AccountOutcome Register(AccountRequest request, out ProvenAccount? proven)
    {
        proven = null;
        if (!DisplayText.TryCleanName(request.Name, out var name) || ProtectedNames.Holds(name))
            return AccountOutcome.BadName;
        var key = DisplayText.UniqueKey(name);
        if (!IsPassword(request.Password, key))
            return AccountOutcome.BadPassword;
        attempts.CountCreation(request);

        // Somebody who is here as a guest is not to lose the name.
        if (admission.IsBorne(key))
            return AccountOutcome.NameTaken;
        var found = store.FindAccount(key, out _);
        if (found != StoreResult.Missing)
            return found == StoreResult.Done ? AccountOutcome.NameTaken : AccountWorker.OutcomeOf(found);
        var account = new AccountRecord(key, name, PasswordHash.Create(request.Password, options.HashRounds));
        var added = store.Add(account);
        if (added != StoreResult.Done)
            return AccountWorker.OutcomeOf(added);
        admission.Registered.Add(key);
        return GiveToken(account, out proven);
    }

    private AccountOutcome TakeToken(AccountRequest request, out ProvenAccount? proven)
    {
        proven = null;
        var outcome = Check(request, out var account);
        return account is null ? outcome : GiveToken(account, out proven);
    }

    private AccountOutcome ChangePassword(AccountRequest request, out ProvenAccount? proven)
    {
        proven = null;
        if (!IsPassword(request.NewPassword, KeyOf(request)))
            return AccountOutcome.BadPassword;
        var outcome = Check(request, out var account);
        if (account is null)
            return outcome;
        var changed = store.ChangePassword(account.Key, PasswordHash.Create(request.NewPassword, options.HashRounds));
        return changed == StoreResult.Done ? GiveToken(account, out proven) : AccountWorker.OutcomeOf(changed);
    }

    private AccountOutcome Delete(AccountRequest request, out ProvenAccount? proven)
    {
        proven = null;
        var outcome = Check(request, out var account);
        if (account is null)
            return outcome;
        var deleted = store.Delete(account.Key);
        if (deleted != StoreResult.Done)
            return AccountWorker.OutcomeOf(deleted);

        // What is still played is saved no more.
        lock (queue.Gate)
            online.Forget(account.Key);
        admission.Forget(account.Key);
        proven = new(account.Key, account.Name);
        return AccountOutcome.Welcome;
    }

    /// <summary>The account whose name and password somebody says; null with the outcome that says why not.</summary>
    public AccountOutcome Check(AccountRequest request, out AccountRecord? account)
    {
        attempts.CountLogIn(request);
        var found = store.FindAccount(KeyOf(request), out account);
        if (found is StoreResult.Damaged or StoreResult.Unavailable)
            return AccountWorker.OutcomeOf(found);
        var password = request.Password.Length <= AccountClient.PasswordLimit ? request.Password : "";
        if ((account?.Password ?? attempts.Nobody).Matches(password) && account is not null)
            return AccountOutcome.Welcome;
        account = null;
        return attempts.Fail(request, AccountOutcome.WrongCredentials);
    }

    private AccountOutcome GiveToken(AccountRecord account, out ProvenAccount? proven)
    {
        proven = null;
        var token = AccountToken.Create();
        var ends = DateTimeOffset.FromUnixTimeSeconds(WallSeconds) + options.AccountTokenLifetime;
        var added = store.Add(new TokenRecord(TokenDigest.Of(token.Value), account.Key, ends.ToUnixTimeSeconds()), WallSeconds);
        if (added != StoreResult.Done)
            return AccountWorker.OutcomeOf(added);
        proven = new(account.Key, account.Name) { Token = token, TokenEnds = ends };
        return AccountOutcome.Welcome;
    }

    private static string KeyOf(AccountRequest request)
    {
        DisplayText.TryCleanName(request.Name, out var name);
        return DisplayText.UniqueKey(name);
    }
}
