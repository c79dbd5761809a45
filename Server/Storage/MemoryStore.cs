namespace Ecs.Server.Storage;

/// <summary>Keeps everything as long as it lives itself: for tests, and for servers whose players need not come back.</summary>
public sealed class MemoryStore : IStore
{
    private readonly Dictionary<string, AccountRecord> _accounts = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Account, string Mode), CharacterRecord> _characters = [];

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
    }

    /// <summary>The caller uses its buffer again, so the bytes are copied.</summary>
    private void Keep(in CharacterRecord character) =>
        _characters[(character.Account, character.Mode)] = character with { Content = character.Content.ToArray() };
}
