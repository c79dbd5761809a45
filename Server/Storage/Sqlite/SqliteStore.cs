using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>
/// The embedded store: one file with a write-ahead log, which SQLite folds in. A commit is on the disk before it is acknowledged.
/// Every character carries a digest, since a database notices a torn page and not a changed bit.
/// </summary>
public sealed partial class SqliteStore : IStore
{
    private const int DigestBytes = 16;

    private static readonly (string Sql, int Parameters)[] Texts =
    [
        ("SELECT name, salt, rounds, stored_key, server_key FROM account WHERE key = $1", 1),
        ("INSERT INTO account (key, name, salt, rounds, stored_key, server_key) VALUES ($1, $2, $3, $4, $5, $6)", 6),
        ("SELECT version, content, digest, active, last_seen FROM character WHERE account = $1 AND mode = $2", 2),
        ("INSERT OR REPLACE INTO character (account, mode, version, content, digest, active, last_seen) VALUES ($1, $2, $3, $4, $5, $6, $7)", 7),
    ];

    private readonly SqliteDatabase _database;
    private readonly StoreLock _lock;
    private readonly SqliteStatement _findAccount;
    private readonly SqliteStatement _addAccount;
    private readonly SqliteStatement _findCharacter;
    private readonly SqliteStatement _saveCharacter;
    private readonly Dictionary<string, SqliteStatement> _rare = new(StringComparer.Ordinal);

    private SqliteStore(string path, SqliteDatabase database, StoreLock held, SqliteStatement[] statements)
    {
        Label = path;
        _database = database;
        _lock = held;
        _findAccount = statements[0];
        _addAccount = statements[1];
        _findCharacter = statements[2];
        _saveCharacter = statements[3];
    }

    public string Label { get; }

    public string Fault { get; private set; } = "";

    /// <summary>Null when the database has other tables.</summary>
    /// <param name="path">For logs.</param>
    /// <param name="database">Is disposed of with the store.</param>
    /// <param name="held">Held as long as the store is open.</param>
    internal static SqliteStore? TryCreate(string path, SqliteDatabase database, StoreLock held)
    {
        var statements = Array.ConvertAll(Texts, text => database.Prepare(text.Sql, text.Parameters));
        if (Array.TrueForAll(statements, static statement => statement is not null))
            return new SqliteStore(path, database, held, statements!);
        foreach (var statement in statements)
            statement?.Dispose();
        return null;
    }

    public StoreResult FindAccount(string key, out AccountRecord? account)
    {
        account = null;
        var code = _findAccount.Bind(1, key).Step();
        var result = code == SqliteCode.Row ? StoreResult.Done : Ended(code);
        if (result == StoreResult.Done)
        {
            var password = PasswordHash.Restore(_findAccount.Blob(1), _findAccount.Integer(2), _findAccount.Blob(3), _findAccount.Blob(4));
            if (password is null)
                result = Damaged($"the account \"{Server.Text.DisplayText.Clean(key, 24)}\"");
            else
                account = new AccountRecord(key, _findAccount.Text(0), password);
        }

        _findAccount.Reset();
        return result;
    }

    public StoreResult Add(AccountRecord account, in CharacterRecord first)
    {
        var code = Begin(account, out var found);
        if (found != StoreResult.Missing)
            return found;
        if (code == SqliteCode.Ok)
            code = Write(first);
        return Commit(code);
    }

    public StoreResult Add(AccountRecord account)
    {
        var code = Begin(account, out var found);
        return found == StoreResult.Missing ? Commit(code) : found;
    }

    /// <summary>Begins to add an account where there is none of that name, which is Missing.</summary>
    private int Begin(AccountRecord account, out StoreResult found)
    {
        found = FindAccount(account.Key, out _);
        if (found != StoreResult.Missing)
        {
            found = found == StoreResult.Done ? StoreResult.Taken : found;
            return SqliteCode.Ok;
        }

        var password = account.Password;
        _addAccount.Bind(1, account.Key).Bind(2, account.Name);
        _addAccount.Bind(3, password.Salt).Bind(4, password.Rounds).Bind(5, password.StoredKey).Bind(6, password.ServerKey);
        var code = _database.Run("BEGIN IMMEDIATE");
        return code == SqliteCode.Ok ? Write(_addAccount) : code;
    }

    public StoreResult FindCharacter(string account, string mode, out CharacterRecord character)
    {
        character = default;
        var code = _findCharacter.Bind(1, account).Bind(2, mode).Step();
        var result = code == SqliteCode.Row ? StoreResult.Done : Ended(code);
        if (result == StoreResult.Done)
        {
            var found = new CharacterRecord(
                account,
                mode,
                _findCharacter.Integer(0),
                _findCharacter.Blob(1),
                _findCharacter.Integer(3) != 0,
                _findCharacter.Integer(4));
            if (found.Content.Length <= CharacterRecord.ContentLimit && DigestOf(found).AsSpan().SequenceEqual(_findCharacter.Blob(2)))
                character = found;
            else
                result = Damaged($"the {mode} character of \"{Server.Text.DisplayText.Clean(account, 24)}\"");
        }

        _findCharacter.Reset();
        return result;
    }

    public StoreResult Save(ReadOnlySpan<CharacterRecord> characters)
    {
        var code = _database.Run("BEGIN IMMEDIATE");
        foreach (ref readonly var character in characters)
            code = code == SqliteCode.Ok ? Write(character) : code;
        return Commit(code);
    }

    public void Dispose()
    {
        _findAccount.Dispose();
        _addAccount.Dispose();
        _findCharacter.Dispose();
        _saveCharacter.Dispose();
        foreach (var statement in _rare.Values)
            statement.Dispose();
        _database.Dispose();
        _lock.Dispose();
    }

    private int Write(in CharacterRecord character)
    {
        _saveCharacter.Bind(1, character.Account).Bind(2, character.Mode).Bind(3, character.Version).Bind(4, character.Content.Span);
        _saveCharacter.Bind(5, DigestOf(character)).Bind(6, character.IsActive ? 1 : 0).Bind(7, character.LastSeen);
        return Write(_saveCharacter);
    }

    private static int Write(SqliteStatement statement)
    {
        var code = statement.Step();
        statement.Reset();
        return code == SqliteCode.Done ? SqliteCode.Ok : code;
    }

    private StoreResult Commit(int code)
    {
        if (code == SqliteCode.Ok)
            code = _database.Run("COMMIT");
        if (code == SqliteCode.Ok)
            return StoreResult.Done;
        Fault = _database.ErrorText;

        // Some failures have rolled back already; a second time does no harm.
        _database.Run("ROLLBACK");
        return StoreResult.Unavailable;
    }

    private StoreResult Ended(int code)
    {
        if (code == SqliteCode.Done)
            return StoreResult.Missing;
        Fault = _database.ErrorText;
        return code is SqliteCode.Corrupt or SqliteCode.NotADatabase ? StoreResult.Damaged : StoreResult.Unavailable;
    }

    private StoreResult Damaged(string what)
    {
        Fault = $"{what} is not what was written";
        return StoreResult.Damaged;
    }

    private static byte[] DigestOf(in CharacterRecord character)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{character.Account}\0{character.Mode}\0"));
        Span<byte> version = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(version, character.Version);
        hash.AppendData(version);
        hash.AppendData(character.Content.Span);
        return hash.GetHashAndReset()[..DigestBytes];
    }
}
