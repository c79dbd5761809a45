using Ecs.Server.Redis;
using Ecs.Server.Text;
using StackExchange.Redis;

namespace Ecs.Server.Storage.Redis;

/// <summary>
/// Accounts and characters in a Redis, which several servers may share: a character is held by one of them at a time, and a save of another, or
/// of an older version, is refused. What is acknowledged is as durable as that Redis makes it (docs/storage.md).
/// </summary>
internal sealed partial class RedisStore : IStore
{
    private static readonly RedisValue[] AccountFields = ["name", "salt", "rounds", "stored_key", "server_key"];

    private readonly RedisLink _link;
    private readonly HeldCharacters _held;
    private readonly IDisposable _keeper;
    private readonly List<int> _refused = [];

    /// <param name="address">For logs.</param>
    /// <param name="link">Is disposed of with the store.</param>
    /// <param name="held">Shared with the keeper.</param>
    /// <param name="keeper">Renews holds; is disposed of with the store.</param>
    public RedisStore(string address, RedisLink link, HeldCharacters held, IDisposable keeper)
    {
        Label = $"redis {address}";
        _link = link;
        _held = held;
        _keeper = keeper;
    }

    public string Label { get; }

    public string Fault { get; private set; } = "";

    public IReadOnlyList<int> Refused => _refused;

    public StoreResult FindAccount(string key, out AccountRecord? account)
    {
        account = null;
        if (!TryAsk(redis => redis.HashGetAsync(RedisKeys.Account + RedisKeys.Escape(key), AccountFields), out var fields))
            return StoreResult.Unavailable;
        if (Array.TrueForAll(fields!, static field => field.IsNull))
            return StoreResult.Missing;

        var rounds = fields![2].TryParse(out long number) ? number : 0;
        if (fields[0].IsNull || PasswordHash.Restore(Bytes(fields[1]), rounds, Bytes(fields[3]), Bytes(fields[4])) is not { } password)
            return Damaged($"the account \"{DisplayText.Clean(key, 24)}\"");

        account = new AccountRecord(key, fields[0].ToString(), password);
        _held.Know(account);
        return StoreResult.Done;
    }

    public StoreResult Add(AccountRecord account, in CharacterRecord first)
    {
        var token = _held.TokenOf(first.Account, first.Mode);
        var result = Add(account, WordsOf(first, token));
        if (result == StoreResult.Done)
            _held.Keep(first, token);
        return result;
    }

    public StoreResult Add(AccountRecord account) => Add(account, []);

    public StoreResult FindCharacter(string account, string mode, out CharacterRecord character)
    {
        character = default;
        var token = _held.NewToken();
        RedisValue[] words = [RedisKeys.IdOf(account, mode), token, _held.Node, RedisScripts.LeaseMilliseconds];
        if (!TryRun(RedisScripts.Find, words, out var answer))
            return StoreResult.Unavailable;
        if (answer!.Length != 4)
            return StoreResult.Elsewhere;

        var (version, content) = ((RedisValue)answer[0], (RedisValue)answer[1]);
        if (version.IsNull && content.IsNull)
        {
            _held.Hold(account, mode, token);
            return StoreResult.Missing;
        }

        // What is damaged is let go of by itself.
        if (!version.TryParse(out long saves) || saves < 0 || content.IsNull || Bytes(content).Length > CharacterRecord.ContentLimit)
            return Damaged($"the {mode} character of \"{DisplayText.Clean(account, 24)}\"");

        _held.Hold(account, mode, token);
        var lastSeen = ((RedisValue)answer[3]).TryParse(out long seconds) ? seconds : 0;
        character = new(account, mode, saves, Bytes(content), (RedisValue)answer[2] == 1, lastSeen);
        return StoreResult.Done;
    }

    public StoreResult Save(ReadOnlySpan<CharacterRecord> characters)
    {
        _refused.Clear();
        var words = new List<RedisValue>(characters.Length * 8);
        var tokens = new string[characters.Length];
        for (var index = 0; index < characters.Length; index++)
        {
            tokens[index] = _held.TokenOf(characters[index].Account, characters[index].Mode);
            words.AddRange(WordsOf(characters[index], tokens[index]));
        }

        if (!TryRun(RedisScripts.Save, words, out var refused))
            return StoreResult.Unavailable;

        for (var number = 0; number < refused!.Length; number++)
            _refused.Add((int)refused[number] - 1);
        for (var index = 0; index < characters.Length; index++)
        {
            if (_refused.Contains(index))
                _held.Lose(characters[index]);
            else
                _held.Keep(characters[index], tokens[index]);
        }

        return StoreResult.Done;
    }

    public void Dispose()
    {
        _keeper.Dispose();
        _link.Dispose();
    }

    /// <summary>A character as <see cref="RedisScripts.Save"/> takes it.</summary>
    internal static RedisValue[] WordsOf(in CharacterRecord character, string token) =>
    [
        RedisKeys.Escape(character.Account),
        RedisKeys.IdOf(character.Account, character.Mode),
        token,
        character.Version,
        character.Content,
        character.IsActive ? 1 : 0,
        character.LastSeen,
        RedisScripts.LeaseMilliseconds,
    ];

    /// <summary>An account as <see cref="RedisScripts.AddAccount"/> takes it.</summary>
    internal static RedisValue[] WordsOf(AccountRecord account, string node)
    {
        var password = account.Password;
        return [RedisKeys.Escape(account.Key), account.Name, password.Salt.ToArray(), password.Rounds, password.StoredKey.ToArray(), password.ServerKey.ToArray(), node];
    }

    private static byte[] Bytes(RedisValue value) => (byte[]?)value ?? [];

    private StoreResult Add(AccountRecord account, RedisValue[] first)
    {
        if (!TryRun(RedisScripts.AddAccount, [.. WordsOf(account, _held.Node), .. first], out var isAdded))
            return StoreResult.Unavailable;
        if ((int)isAdded! == 0)
            return StoreResult.Taken;

        _held.Know(account);
        return StoreResult.Done;
    }

    private bool TryRun(string script, IReadOnlyCollection<RedisValue> words, out RedisResult? answer) =>
        TryAsk(redis => RedisScript.RunAsync(redis, script, words), out answer);

    private bool TryAsk<T>(Func<IDatabase, Task<T>> ask, out T? answer)
    {
        var isAnswered = _link.TryAsk(ask, out answer) && answer is not null;
        if (!isAnswered)
            Fault = _link.Fault;
        return isAnswered;
    }

    private StoreResult Damaged(string what)
    {
        Fault = $"{what} is not what was written";
        return StoreResult.Damaged;
    }
}
