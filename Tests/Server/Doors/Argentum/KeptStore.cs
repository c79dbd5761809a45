using Ecs.Server.Guards;
using Ecs.Server.Storage;

namespace Ecs.Tests.Server.Doors.Argentum;

/// <summary>A store in memory that outlives the server that closes it, as a file does.</summary>
internal sealed class KeptStore : IStore
{
    private readonly MemoryStore _kept = new();

    public string Label => _kept.Label;

    public string Fault => _kept.Fault;

    public StoreResult FindAccount(string key, out AccountRecord? account) => _kept.FindAccount(key, out account);

    public StoreResult Add(AccountRecord account, in CharacterRecord first) => _kept.Add(account, first);

    public StoreResult Add(AccountRecord account) => _kept.Add(account);

    public StoreResult VisitKeys(Action<string> visit) => _kept.VisitKeys(visit);

    public StoreResult ChangePassword(string key, PasswordHash password) => _kept.ChangePassword(key, password);

    public StoreResult Delete(string key) => _kept.Delete(key);

    public StoreResult Add(TokenRecord token, long now) => _kept.Add(token, now);

    public StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token) => _kept.FindToken(digest, out token);

    public StoreResult Save(Ban ban) => _kept.Save(ban);

    public StoreResult Remove(Ban ban) => _kept.Remove(ban);

    public StoreResult VisitBans(Action<Ban> visit) => _kept.VisitBans(visit);

    public StoreResult FindCharacter(string account, string mode, out CharacterRecord character) =>
        _kept.FindCharacter(account, mode, out character);

    public StoreResult Save(ReadOnlySpan<CharacterRecord> characters) => _kept.Save(characters);

    public void Dispose()
    {
    }
}
