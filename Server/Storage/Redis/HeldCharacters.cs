using Ecs.Server.Redis;

namespace Ecs.Server.Storage.Redis;

/// <summary>
/// The characters that this server has taken hold of, with what was saved of each last, and the accounts that it has seen: enough to write them
/// anew where a Redis has lost everything. Any thread.
/// </summary>
/// <param name="node">This server, as others see it.</param>
internal sealed class HeldCharacters(string node)
{
    private const int AccountLimit = 16_384;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Account, string Mode), Held> _held = [];
    private readonly Dictionary<string, AccountRecord> _accounts = new(StringComparer.Ordinal);

    /// <summary>What shows that this server holds it; a new one where it does not.</summary>
    public string TokenOf(string account, string mode)
    {
        lock (_gate)
            return _held.TryGetValue((account, mode), out var held) ? held.Token : NewToken();
    }

    /// <summary>What nobody holds anything with yet. It begins with this server.</summary>
    public string NewToken() => node + RedisNode.NewMark();

    public string Node => node;

    public void Hold(string account, string mode, string token)
    {
        lock (_gate)
            _held[(account, mode)] = new(token, null);
    }

    /// <summary>It is saved, and held no longer where nobody plays it.</summary>
    public void Keep(in CharacterRecord saved, string token)
    {
        lock (_gate)
        {
            if (saved.IsActive)
                _held[(saved.Account, saved.Mode)] = new(token, saved with { Content = saved.Content.ToArray() });
            else
                _held.Remove((saved.Account, saved.Mode));
        }
    }

    /// <summary>Another server has it.</summary>
    public void Lose(in CharacterRecord character)
    {
        lock (_gate)
            _held.Remove((character.Account, character.Mode));
    }

    public void Know(AccountRecord account)
    {
        lock (_gate)
        {
            if (_accounts.Count >= AccountLimit)
                _accounts.Clear();
            _accounts[account.Key] = account;
        }
    }

    public void Change(string account, PasswordHash password)
    {
        lock (_gate)
        {
            if (_accounts.TryGetValue(account, out var known))
                _accounts[account] = known with { Password = password };
        }
    }

    /// <summary>It is no more.</summary>
    public void Forget(string account)
    {
        lock (_gate)
        {
            _accounts.Remove(account);
            foreach (var key in _held.Keys)
            {
                if (key.Account == account)
                    _held.Remove(key);
            }
        }
    }

    /// <summary>Ids and tokens of all that are held.</summary>
    public KeyValuePair<string, string>[] Tokens
    {
        get
        {
            lock (_gate)
                return [.. _held.Select(static held => KeyValuePair.Create(RedisKeys.IdOf(held.Key.Account, held.Key.Mode), held.Value.Token))];
        }
    }

    /// <summary>What was saved last of all that are held, with their tokens.</summary>
    public (CharacterRecord Saved, string Token)[] Saved
    {
        get
        {
            lock (_gate)
                return [.. _held.Values.Where(static held => held.Saved is not null).Select(static held => (held.Saved!.Value, held.Token))];
        }
    }

    public AccountRecord[] Accounts
    {
        get
        {
            lock (_gate)
                return [.. _accounts.Values];
        }
    }

    /// <summary>What is held.</summary>
    private readonly record struct Held(string Token, CharacterRecord? Saved)
    {
        /// <summary>Without the token: a record prints itself.</summary>
        public override string ToString() => nameof(Held);
    }
}
