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

    public StoreResult FindCharacter(string account, string mode, out CharacterRecord character) =>
        _kept.FindCharacter(account, mode, out character);

    public StoreResult Save(ReadOnlySpan<CharacterRecord> characters) => _kept.Save(characters);

    public void Dispose()
    {
    }
}
