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
