namespace Ecs.Server.Storage.Sqlite;

/// <summary>
/// How the tables came to be: step n makes version n + 1 of what version n left. A file of any older version is brought up step by
/// step in one transaction; a step that has been published never changes.
/// </summary>
internal sealed class SqliteSchema(IReadOnlyList<IReadOnlyList<string>> steps)
{
    /// <summary>"Ecs1": says in the file's head whose database this is.</summary>
    public const int ApplicationId = 0x45637331;

    public static SqliteSchema Current { get; } = new(
    [
        [
            """
            CREATE TABLE account (
                key TEXT NOT NULL PRIMARY KEY,
                name TEXT NOT NULL,
                salt BLOB NOT NULL,
                rounds INTEGER NOT NULL,
                hash BLOB NOT NULL)
            """,
            """
            CREATE TABLE character (
                account TEXT NOT NULL REFERENCES account (key),
                mode TEXT NOT NULL,
                version INTEGER NOT NULL,
                content BLOB NOT NULL,
                digest BLOB NOT NULL,
                active INTEGER NOT NULL,
                last_seen INTEGER NOT NULL,
                PRIMARY KEY (account, mode))
            """,
        ],
        [
            // What a password is compared with says no longer what it is proved with: docs/decisions/0022. Nothing of it stays in free pages.
            "ALTER TABLE account ADD COLUMN stored_key BLOB NOT NULL DEFAULT x''",
            "ALTER TABLE account ADD COLUMN server_key BLOB NOT NULL DEFAULT x''",
            "UPDATE account SET stored_key = stored_key_of(hash), server_key = server_key_of(hash)",
            "ALTER TABLE account DROP COLUMN hash",
            """
            CREATE TABLE token (
                digest BLOB NOT NULL PRIMARY KEY,
                account TEXT NOT NULL REFERENCES account (key),
                ends INTEGER NOT NULL)
            """,
            "CREATE INDEX token_of_account ON token (account, ends)",
            """
            CREATE TABLE ban (
                is_address INTEGER NOT NULL,
                subject TEXT NOT NULL,
                kind INTEGER NOT NULL,
                reason TEXT NOT NULL,
                until INTEGER NOT NULL,
                PRIMARY KEY (is_address, subject))
            """,
        ],
    ]);

    public int Version => steps.Count;

    /// <summary>Brings a database from an older version to this one, wholly or not at all; the code is that of the first failure.</summary>
    public int Bring(SqliteDatabase database, int from)
    {
        var code = database.Run("BEGIN IMMEDIATE");
        for (var step = from; step < steps.Count && code == SqliteCode.Ok; step++)
        {
            foreach (var statement in steps[step])
                code = code == SqliteCode.Ok ? database.Run(statement) : code;
        }

        if (code == SqliteCode.Ok)
            code = database.Run($"PRAGMA application_id = {ApplicationId}");
        if (code == SqliteCode.Ok)
            code = database.Run($"PRAGMA user_version = {Version}");
        if (code == SqliteCode.Ok)
            code = database.Run("COMMIT");
        if (code != SqliteCode.Ok)
            database.Run("ROLLBACK");
        return code;
    }
}
