using Ecs.Server.Guards;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>What happens now and then: passwords, tokens and bans. Its statements are made when they are first needed.</summary>
public sealed partial class SqliteStore
{
    public StoreResult VisitKeys(Action<string> visit) =>
        Visit("SELECT key FROM account", row => visit(row.Text(0)));

    public StoreResult ChangePassword(string key, PasswordHash password)
    {
        var found = FindAccount(key, out _);
        if (found == StoreResult.Missing)
            return found;
        var code = _database.Run("BEGIN IMMEDIATE");
        if (code == SqliteCode.Ok)
            code = Rare("UPDATE account SET salt = $1, rounds = $2, stored_key = $3, server_key = $4 WHERE key = $5", 5) is not { } change ? SqliteCode.Error : Write(change.Bind(1, password.Salt).Bind(2, password.Rounds).Bind(3, password.StoredKey).Bind(4, password.ServerKey).Bind(5, key));
        return Commit(code == SqliteCode.Ok ? WriteFor("DELETE FROM token WHERE account = $1", key) : code);
    }

    public StoreResult Delete(string key)
    {
        var found = FindAccount(key, out _);
        if (found == StoreResult.Missing)
            return found;
        var code = _database.Run("BEGIN IMMEDIATE");
        foreach (var sql in (string[])["DELETE FROM token WHERE account = $1", "DELETE FROM character WHERE account = $1", "DELETE FROM account WHERE key = $1"])
            code = code == SqliteCode.Ok ? WriteFor(sql, key) : code;
        return Commit(code);
    }

    public StoreResult Add(TokenRecord token, long now)
    {
        var code = _database.Run("BEGIN IMMEDIATE");
        if (code == SqliteCode.Ok)
            code = Rare("DELETE FROM token WHERE ends <= $1", 1) is { } forget ? Write(forget.Bind(1, now)) : SqliteCode.Error;
        if (code == SqliteCode.Ok)
        {
            code = Rare("INSERT OR REPLACE INTO token (digest, account, ends) VALUES ($1, $2, $3)", 3) is { } add
                ? Write(add.Bind(1, token.Digest).Bind(2, token.Account).Bind(3, token.Ends))
                : SqliteCode.Error;
        }

        if (code == SqliteCode.Ok)
        {
            code = WriteFor(
                $"DELETE FROM token WHERE account = $1 AND digest NOT IN (SELECT digest FROM token WHERE account = $1 ORDER BY ends DESC, rowid DESC LIMIT {TokenRecord.AccountLimit})",
                token.Account);
        }

        return Commit(code);
    }

    public StoreResult FindToken(ReadOnlySpan<byte> digest, out TokenRecord? token)
    {
        token = null;
        if (Rare("SELECT account, ends FROM token WHERE digest = $1", 1) is not { } find)
            return Unavailable();
        var code = find.Bind(1, digest).Step();
        if (code == SqliteCode.Row)
            token = new(digest.ToArray(), find.Text(0), find.Integer(1));
        find.Reset();
        return token is null ? Ended(code) : StoreResult.Done;
    }

    public StoreResult Save(Ban ban)
    {
        if (Rare("INSERT OR REPLACE INTO ban (is_address, subject, kind, reason, until) VALUES ($1, $2, $3, $4, $5)", 5) is not { } save)
            return Unavailable();
        save.Bind(1, ban.Kind == BanKind.Address ? 1 : 0).Bind(2, ban.Subject).Bind(3, (int)ban.Kind).Bind(4, ban.Reason).Bind(5, ban.Until);
        return WriteAlone(save);
    }

    public StoreResult Remove(Ban ban)
    {
        if (Rare("DELETE FROM ban WHERE is_address = $1 AND subject = $2", 2) is not { } remove)
            return Unavailable();
        return WriteAlone(remove.Bind(1, ban.Kind == BanKind.Address ? 1 : 0).Bind(2, ban.Subject));
    }

    public StoreResult VisitBans(Action<Ban> visit) =>
        Visit("SELECT kind, subject, reason, until FROM ban", row =>
        {
            // Of a newer kind, or changed by hand: it keeps out nobody.
            if (row.Integer(0) is >= (long)BanKind.Name and <= (long)BanKind.Address)
                visit(new((BanKind)row.Integer(0), row.Text(1), row.Text(2), row.Integer(3)));
        });

    private StoreResult Visit(string sql, Action<SqliteStatement> visit)
    {
        if (Rare(sql, 0) is not { } rows)
            return Unavailable();
        int code;
        while ((code = rows.Step()) == SqliteCode.Row)
            visit(rows);
        rows.Reset();
        return code == SqliteCode.Done ? StoreResult.Done : Ended(code);
    }

    private int WriteFor(string sql, string key) => Rare(sql, 1) is { } statement ? Write(statement.Bind(1, key)) : SqliteCode.Error;

    private StoreResult WriteAlone(SqliteStatement statement)
    {
        var code = Write(statement);
        return code == SqliteCode.Ok ? StoreResult.Done : Unavailable();
    }

    private StoreResult Unavailable()
    {
        Fault = _database.ErrorText;
        return StoreResult.Unavailable;
    }

    private SqliteStatement? Rare(string sql, int parameters)
    {
        if (!_rare.TryGetValue(sql, out var statement) && (statement = _database.Prepare(sql, parameters)) is not null)
            _rare.Add(sql, statement);
        return statement;
    }
}
