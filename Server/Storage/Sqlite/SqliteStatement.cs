using System.Text;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>A prepared statement, used again and again: bind, step, read, reset. Parameters count from 1, columns from 0.</summary>
internal sealed unsafe class SqliteStatement(SqliteLibrary library, nint handle) : IDisposable
{
    private nint _handle = handle;

    public SqliteStatement Bind(int parameter, long value)
    {
        library.BindInteger(_handle, parameter, value);
        return this;
    }

    public SqliteStatement Bind(int parameter, string value)
    {
        byte[] text = Encoding.UTF8.GetBytes(value + "\0");
        fixed (byte* bytes = text)
            library.BindText(_handle, parameter, bytes, text.Length - 1, SqliteLibrary.Transient);
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        // An empty span has no address, and SQLite takes a null pointer for NULL.
        byte none = 0;
        fixed (byte* bytes = value)
            library.BindBlob(_handle, parameter, bytes is null ? &none : bytes, value.Length, SqliteLibrary.Transient);
        return this;
    }

    /// <summary><see cref="SqliteCode.Row"/>, <see cref="SqliteCode.Done"/> or an error.</summary>
    public int Step() => library.Step(_handle) & 0xFF;

    public long Integer(int column) => library.ColumnInteger(_handle, column);

    /// <summary>Valid until the next step or reset.</summary>
    public ReadOnlySpan<byte> Blob(int column)
    {
        byte* bytes = library.ColumnBlob(_handle, column);
        return new ReadOnlySpan<byte>(bytes, library.ColumnBytes(_handle, column));
    }

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    /// <summary>Ends the run and its read lock; a statement that is left open would keep the log from being folded in.</summary>
    public void Reset() => library.Reset(_handle);

    public void Dispose()
    {
        if (_handle != 0)
            library.Finalize(_handle);
        _handle = 0;
    }
}
