using System.Runtime.InteropServices;
using System.Text;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>One connection to a database file. Used by one thread at a time.</summary>
internal sealed unsafe class SqliteDatabase : IDisposable
{
    private const int OpenReadWrite = 0x2;
    private const int OpenCreate = 0x4;

    private nint _handle;

    private SqliteDatabase(SqliteLibrary library, nint handle)
    {
        Library = library;
        _handle = handle;
    }

    public SqliteLibrary Library { get; }

    /// <summary>What the library says about the last call that failed, on one line.</summary>
    public string ErrorText => Sessions.DisplayText.Clean(Marshal.PtrToStringUTF8((nint)Library.ErrorText(_handle)), 200);

    /// <summary>Opens or makes the file; nothing of it is read yet. Null when the system does not let us.</summary>
    public static SqliteDatabase? TryOpen(SqliteLibrary library, string path, TimeSpan busyTimeout, out string fault)
    {
        nint handle = 0;
        int code;
        fixed (byte* name = ZeroEnded(path))
            code = library.Open(name, &handle, OpenReadWrite | OpenCreate, null);
        var database = new SqliteDatabase(library, handle);
        fault = "";
        if (code == SqliteCode.Ok)
        {
            library.BusyTimeout(handle, (int)busyTimeout.TotalMilliseconds);
            return database;
        }

        fault = handle == 0 ? "out of memory" : database.ErrorText;
        database.Dispose();
        return null;
    }

    /// <summary>Null when the text is no statement in this database.</summary>
    public SqliteStatement? Prepare(string sql)
    {
        nint statement = 0;
        byte[] text = ZeroEnded(sql);
        fixed (byte* bytes = text)
        {
            if (Library.Prepare(_handle, bytes, text.Length, &statement, null) != SqliteCode.Ok)
                return null;
        }

        return new SqliteStatement(Library, statement);
    }

    /// <summary>Runs one statement to its end, rows and all; gives the code that it ended with.</summary>
    public int Run(string sql)
    {
        nint statement = 0;
        byte[] text = ZeroEnded(sql);
        int code;
        fixed (byte* bytes = text)
            code = Library.Prepare(_handle, bytes, text.Length, &statement, null);
        if (code != SqliteCode.Ok)
            return code & 0xFF;
        while ((code = Library.Step(statement)) == SqliteCode.Row)
        {
            // Only what the statement does is wanted, not what it says.
        }

        Library.Finalize(statement);
        return code == SqliteCode.Done ? SqliteCode.Ok : code & 0xFF;
    }

    /// <summary>The number in the first column of the first row; null, with the code, when there is none.</summary>
    public long? Ask(string sql, out int code)
    {
        nint statement = 0;
        byte[] text = ZeroEnded(sql);
        fixed (byte* bytes = text)
            code = Library.Prepare(_handle, bytes, text.Length, &statement, null) & 0xFF;
        if (code != SqliteCode.Ok)
            return null;
        code = Library.Step(statement) & 0xFF;
        long? value = code == SqliteCode.Row ? Library.ColumnInteger(statement, 0) : null;
        Library.Finalize(statement);
        return value;
    }

    public void Dispose()
    {
        if (_handle != 0)
            Library.Close(_handle);
        _handle = 0;
    }

    private static byte[] ZeroEnded(string text) => Encoding.UTF8.GetBytes(text + "\0");
}
