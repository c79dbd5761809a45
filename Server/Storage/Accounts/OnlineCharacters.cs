using System.Diagnostics.CodeAnalysis;

namespace Ecs.Server.Storage.Accounts;

/// <summary>Who plays, and who has left and is not saved yet. Belongs to the worker.</summary>
internal sealed class OnlineCharacters
{
    private readonly Dictionary<(string Account, string Mode), OnlineCharacter> _all = [];

    public bool TryFind(string account, string mode, [NotNullWhen(true)] out OnlineCharacter? character) =>
        _all.TryGetValue((account, mode), out character);

    public void Set(OnlineCharacter character) => _all[(character.Account.Key, character.Mode)] = character;

    /// <summary>Under the queue's lock: the account is no more, and nothing of it is saved again.</summary>
    public void Forget(string account)
    {
        foreach ((var key, var character) in _all)
        {
            if (key.Account != account)
                continue;
            character.IsReplaced = true;
            _all.Remove(key);
        }
    }

    /// <summary>Does nothing when another handle has taken its place.</summary>
    public void Remove(OnlineCharacter character)
    {
        if (_all.TryGetValue((character.Account.Key, character.Mode), out var current) && current == character)
            _all.Remove((character.Account.Key, character.Mode));
    }
}
