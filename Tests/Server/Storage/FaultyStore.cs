using Ecs.Server.Guards;
using Ecs.Server.Storage;

namespace Ecs.Tests.Server.Storage;

/// <summary>A store in memory whose disk can be full; it remembers what each commit held.</summary>
internal sealed class FaultyStore : IStore
{
    private readonly MemoryStore _store = new();

    public string Label => "faulty";

    public string Fault => "database or disk is full";

    public bool IsFull { get; set; }

    public bool IsClosed { get; private set; }

    /// <summary>Of each commit, the versions by account.</summary>
    public List<(string Account, long Version)[]> Commits { get; } = [];

    public StoreResult FindAccount(string key, out AccountRecord? account) => _store.FindAccount(key, out account);

    public StoreResult Add(AccountRecord account, in CharacterRecord first) => IsFull ? StoreResult.Unavailable : _store.Add(account, first);

    public StoreResult Add(AccountRecord account) => IsFull ? StoreResult.Unavailable : _store.Add(account);

    public StoreResult VisitKeys(Action<string> visit) => _store.VisitKeys(visit);

    public StoreResult ChangePassword(string key, PasswordHash password) => _store.ChangePassword(key, password);

    public StoreResult Delete(string key) => _store.Delete(key);

    public StoreResult Add(TokenRecord token, long now) => _store.Add(token, now);

    public StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token) => _store.FindToken(digest, out token);

    public StoreResult Save(Ban ban) => IsFull ? StoreResult.Unavailable : _store.Save(ban);

    public StoreResult Remove(Ban ban) => _store.Remove(ban);

    public StoreResult VisitBans(Action<Ban> visit) => _store.VisitBans(visit);

    public StoreResult FindCharacter(string account, string mode, out CharacterRecord character) =>
        _store.FindCharacter(account, mode, out character);

    public StoreResult Save(ReadOnlySpan<CharacterRecord> characters)
    {
        if (IsFull)
            return StoreResult.Unavailable;
        Commits.Add([.. characters.ToArray().Select(static character => (character.Account, character.Version))]);
        return _store.Save(characters);
    }

    public void Dispose() => IsClosed = true;
}
