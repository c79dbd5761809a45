using Microsoft.Data.Sqlite;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>A prepared statement, used again and again: bind, step, read, reset. Parameters count from 1, columns from 0.</summary>
internal sealed class SqliteStatement(SqliteDatabase database, SqliteCommand command) : IDisposable
{
    private SqliteDataReader? _row;

    public SqliteStatement Bind(int parameter, long value) => BindValue(parameter, value);

    public SqliteStatement Bind(int parameter, string value) => BindValue(parameter, value);

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value) => BindValue(parameter, value.ToArray());

    /// <summary><see cref="SqliteCode.Row"/>, <see cref="SqliteCode.Done"/> or an error.</summary>
    public int Step()
    {
        try
        {
            _row ??= command.ExecuteReader();
            return _row.Read() ? SqliteCode.Row : SqliteCode.Done;
        }
        catch (SqliteException broken)
        {
            return database.Take(broken);
        }
    }

    public long Integer(int column) => _row is null || _row.IsDBNull(column) ? 0 : _row.GetInt64(column);

    public byte[] Blob(int column) => _row is null || _row.IsDBNull(column) ? [] : _row.GetFieldValue<byte[]>(column);

    public string Text(int column) => _row is null || _row.IsDBNull(column) ? "" : _row.GetString(column);

    /// <summary>Ends the run and its read lock; a statement that is left open would keep the log from being folded in.</summary>
    public void Reset()
    {
        try
        {
            _row?.Dispose();
        }
        catch (SqliteException broken)
        {
            // The step before has said so already, or the next will.
            database.Take(broken);
        }

        _row = null;
    }

    public void Dispose()
    {
        Reset();
        command.Dispose();
    }

    private SqliteStatement BindValue(int parameter, object value)
    {
        command.Parameters[parameter - 1].Value = value;
        return this;
    }
}
