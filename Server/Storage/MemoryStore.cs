using Ecs.Server.Guards;

namespace Ecs.Server.Storage;

/// <summary>Keeps everything as long as it lives itself: for tests, and for servers whose players need not come back.</summary>
public sealed class MemoryStore : IStore
{
    private readonly Dictionary<string, AccountRecord> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Mode), CharacterRecord> _characters = [];
    private readonly List<TokenRecord> _tokens = [];
    private readonly Dictionary<(bool IsAddress, string Subject), Ban> _bans = [];

    public string Label => "memory";

    public string Fault => "";

    public StoreResult FindAccount(string key, out AccountRecord? account) =>
        _accounts.TryGetValue(key, out account) ? StoreResult.Done : StoreResult.Missing;

    public StoreResult Add(AccountRecord account, in CharacterRecord first)
    {
        if (!_accounts.TryAdd(account.Key, account))
            return StoreResult.Taken;
        Keep(first);
        return StoreResult.Done;
    }

    public StoreResult Add(AccountRecord account) => _accounts.TryAdd(account.Key, account) ? StoreResult.Done : StoreResult.Taken;

    public StoreResult VisitKeys(Action<string> visit)
    {
        foreach (var key in _accounts.Keys)
            visit(key);
        return StoreResult.Done;
    }

    public StoreResult ChangePassword(string key, PasswordHash password)
    {
        if (!_accounts.TryGetValue(key, out var account))
            return StoreResult.Missing;
        _accounts[key] = account with { Password = password };
        _tokens.RemoveAll(token => token.Account == key);
        return StoreResult.Done;
    }

    public StoreResult Delete(string key)
    {
        if (!_accounts.Remove(key))
            return StoreResult.Missing;
        foreach (var character in _characters.Keys.Where(character => character.Account == key).ToArray())
            _characters.Remove(character);
        _tokens.RemoveAll(token => token.Account == key);
        return StoreResult.Done;
    }

    public StoreResult Add(TokenRecord token, long now)
    {
        _tokens.RemoveAll(old => old.Ends <= now);
        _tokens.Add(token);
        while (_tokens.Count(old => old.Account == token.Account) > TokenRecord.AccountLimit)
            _tokens.Remove(_tokens.Where(old => old.Account == token.Account).MinBy(static old => old.Ends)!);
        return StoreResult.Done;
    }

    public StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token)
    {
        var wanted = digest.ToArray();
        token = _tokens.Find(kept => kept.Digest.AsSpan().SequenceEqual(wanted));
        return token is null ? StoreResult.Missing : StoreResult.Done;
    }

    public StoreResult Save(Ban ban)
    {
        _bans[(ban.Kind == BanKind.Address, ban.Subject)] = ban;
        return StoreResult.Done;
    }

    public StoreResult Remove(Ban ban)
    {
        _bans.Remove((ban.Kind == BanKind.Address, ban.Subject));
        return StoreResult.Done;
    }

    public StoreResult VisitBans(Action<Ban> visit)
    {
        foreach (var ban in _bans.Values)
            visit(ban);
        return StoreResult.Done;
    }

    public StoreResult FindCharacter(string account, string mode, out CharacterRecord character) =>
        _characters.TryGetValue((account, mode), out character) ? StoreResult.Done : StoreResult.Missing;

    public StoreResult Save(ReadOnlySpan<CharacterRecord> characters)
    {
        foreach (ref readonly var character in characters)
            Keep(character);
        return StoreResult.Done;
    }

    public void Dispose()
    {
        _accounts.Clear();
        _characters.Clear();
        _tokens.Clear();
        _bans.Clear();
    }

    /// <summary>The caller uses its buffer again, so the bytes are copied.</summary>
    private void Keep(in CharacterRecord character) =>
        _characters[(character.Account, character.Mode)] = character with { Content = character.Content.ToArray() };
}
