using Ecs.Server.Text;
using Microsoft.Data.Sqlite;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>
/// One connection to a database file, with the provider's exceptions as codes: a store's faults are values to whoever calls. Used by one
/// thread at a time.
/// </summary>
internal sealed class SqliteDatabase : IDisposable
{
    /// <summary>Seconds that a call waits for another program that looks into the file: the least that the provider knows.</summary>
    private const int BusySeconds = 1;

    private const int TextLimit = 200;

    private readonly SqliteConnection _connection;

    private SqliteDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>What was said about the last call that failed, on one line.</summary>
    public string ErrorText { get; private set; } = "";

    /// <summary>Opens or makes the file; nothing of it is read yet. Null when the system does not let us, or the native library is not there.</summary>
    /// <param name="path">A whole path.</param>
    /// <param name="code">Of the library; <see cref="SqliteCode.Missing"/> without it.</param>
    /// <param name="fault">What is wrong, on one line.</param>
    public static SqliteDatabase? TryOpen(string path, out int code, out string fault)
    {
        (code, fault) = (SqliteCode.Ok, "");
        try
        {
            var settings = new SqliteConnectionStringBuilder
            {
                DataSource = path,
                Mode = SqliteOpenMode.ReadWriteCreate,
                Pooling = false, // The file is let go when the store closes.
                DefaultTimeout = BusySeconds,
            };
            var connection = new SqliteConnection(settings.ConnectionString);
            connection.Open();

            // Steps of the schema may ask for them.
            connection.CreateFunction("stored_key_of", static (byte[] hash) => KeyOrNone(PasswordHash.StoredKeyOf(hash)), isDeterministic: true);
            connection.CreateFunction("server_key_of", static (byte[] hash) => KeyOrNone(PasswordHash.ServerKeyOf(hash)), isDeterministic: true);
            return new SqliteDatabase(connection);
        }
        catch (SqliteException broken)
        {
            (code, fault) = (broken.SqliteErrorCode, Plain(broken));
        }
        catch (Exception broken) when (broken is TypeInitializationException or DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            (code, fault) = (SqliteCode.Missing, DisplayText.Clean((broken.InnerException ?? broken).Message, TextLimit));
        }

        return null;
    }

    /// <summary>Null when the text is no statement in this database.</summary>
    /// <param name="sql">With parameters $1, $2, ...</param>
    /// <param name="parameters">How many.</param>
    public SqliteStatement? Prepare(string sql, int parameters)
    {
        var command = Command(sql);
        for (var number = 1; number <= parameters; number++)
            command.Parameters.Add(new SqliteParameter { ParameterName = $"${number}", Value = 0L });
        try
        {
            command.Prepare();
            return new SqliteStatement(this, command);
        }
        catch (SqliteException broken)
        {
            Take(broken);
            command.Dispose();
            return null;
        }
    }

    /// <summary>Runs one statement to its end, rows and all; gives the code that it ended with.</summary>
    public int Run(string sql)
    {
        using var command = Command(sql);
        try
        {
            command.ExecuteNonQuery();
            return SqliteCode.Ok;
        }
        catch (SqliteException broken)
        {
            return Take(broken);
        }
    }

    /// <summary>The number in the first column of the first row; null, with the code, when there is none.</summary>
    public long? Ask(string sql, out int code)
    {
        using var command = Command(sql);
        try
        {
            var value = command.ExecuteScalar();
            code = value is null ? SqliteCode.Done : SqliteCode.Row;
            return value as long?;
        }
        catch (SqliteException broken)
        {
            code = Take(broken);
            return null;
        }
    }

    /// <summary>Keeps what a failed call said; its code.</summary>
    public int Take(SqliteException broken)
    {
        ErrorText = Plain(broken);
        return broken.SqliteErrorCode;
    }

    public void Dispose() => _connection.Dispose();

    /// <summary>Of a hash that is none: a key that is none, and damaged as it was. An empty one would be no value at all.</summary>
    private static byte[] KeyOrNone(byte[] key) => key.Length == 0 ? [0] : key;

    private static string Plain(SqliteException broken) => DisplayText.Clean(broken.Message, TextLimit);

    private SqliteCommand Command(string sql)
    {
        var command = _connection.CreateCommand();

        // Every text is a constant of ours; what comes from outside goes into parameters.
#pragma warning disable CA2100
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }
}
