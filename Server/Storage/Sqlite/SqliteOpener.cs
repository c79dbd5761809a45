using Ecs.Server.Base;
using Ecs.Server.Text;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>
/// Opens a store's file, or refuses it with one line: a file that is not ours, is broken or comes from a newer server is neither
/// half-loaded nor changed.
/// </summary>
internal sealed class SqliteOpener(SqliteSchema schema)
{
    /// <summary>An exit code, and the store when it is <see cref="ExitCode.Ok"/>; otherwise what is wrong, beginning with the path.</summary>
    public int TryOpen(string path, out SqliteStore? store, out string fault)
    {
        store = null;
        var code = StoreLock.TryTake(path, schema, out var held, out var why);
        if (held is not null)
            code = OpenLocked(held, out store, out why);
        if (store is null)
            held?.Dispose();

        fault = code == ExitCode.Ok ? "" : $"{DisplayText.Clean(Path.GetFullPath(path), 200)} {why}";
        return code;
    }

    private int OpenLocked(StoreLock held, out SqliteStore? store, out string why)
    {
        store = null;
        var database = SqliteDatabase.TryOpen(held.Path, out var opening, out var text);
        var code = opening == SqliteCode.Missing ? ExitCode.Missing : ExitCode.BadOption;
        why = opening == SqliteCode.Missing
            ? $"needs SQLite's library, which comes with the server and cannot be loaded ({text}); start with --store memory to do without"
            : $"cannot be opened: {text}";
        if (database is not null)
            code = Prepare(database, out why);
        if (code == ExitCode.Ok)
            store = SqliteStore.TryCreate(held.Path, database!, held);
        if (store is not null)
            return ExitCode.Ok;
        if (code == ExitCode.Ok)
            (code, why) = (ExitCode.BadFile, $"has other tables than a store: {database!.ErrorText}");
        database?.Dispose();
        return code;
    }

    /// <summary>Looks whether it is ours and whole, then brings the tables to the current schema and the journal to its mode.</summary>
    private int Prepare(SqliteDatabase database, out string why)
    {
        var tables = database.Ask("SELECT count(*) FROM sqlite_master", out var code);
        if (tables is null)
            return Fail(code, $"cannot be read: {database.ErrorText}", out why);
        var application = database.Ask("PRAGMA application_id", out _) ?? 0;
        if (application != SqliteSchema.ApplicationId && (application != 0 || tables != 0))
            return Fail(SqliteCode.NotADatabase, "is a database of another program", out why);
        var version = database.Ask("PRAGMA user_version", out _) ?? 0;
        if (version < 0 || version > schema.Version)
            return Fail(SqliteCode.NotADatabase, SqliteHeader.TooNew(version, schema), out why);
        if (database.Ask("SELECT count(*) FROM pragma_quick_check WHERE quick_check <> 'ok'", out _) != 0)
            return Fail(SqliteCode.Corrupt, "is damaged", out why);

        // What is deleted is gone: hashes of passwords that an older version kept, and whoever asks for that.
        code = database.Run("PRAGMA secure_delete = ON");
        if (code != SqliteCode.Ok)
            return Fail(code, $"cannot be written: {database.ErrorText}", out why);
        code = version == schema.Version ? SqliteCode.Ok : schema.Bring(database, (int)version);
        string[] settings =
        [
            "PRAGMA journal_mode = WAL",
            "PRAGMA synchronous = FULL",
            "PRAGMA cell_size_check = ON",

            // Whoever was online when the process was killed is not any more.
            "UPDATE character SET active = 0 WHERE active <> 0",
        ];
        foreach (var setting in settings)
            code = code == SqliteCode.Ok ? database.Run(setting) : code;
        return code == SqliteCode.Ok ? Fail(code, "", out why) : Fail(code, $"cannot be written: {database.ErrorText}", out why);
    }

    /// <summary>What is wrong with the file's content is a bad file; everything else is a bad place for it.</summary>
    private static int Fail(int code, string what, out string why)
    {
        why = what;
        return code switch
        {
            SqliteCode.Ok => ExitCode.Ok,
            SqliteCode.Error or SqliteCode.Corrupt or SqliteCode.NotADatabase => ExitCode.BadFile,
            _ => ExitCode.BadOption,
        };
    }
}
