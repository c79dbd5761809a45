using System.Runtime.InteropServices;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>
/// The part of SQLite's C interface that we use, from the library that the operating system brings. Entry points are looked up by
/// hand, so that a library that is not there is a value and not an exception in the middle of a call.
/// </summary>
internal sealed unsafe class SqliteLibrary
{
    /// <summary>Asks SQLite to copy bound bytes before the call returns.</summary>
    public const nint Transient = -1;

    public readonly delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int> Open;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Close;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*> ErrorText;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> BusyTimeout;
    public readonly delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, byte**, int> Prepare;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Step;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Reset;
    public readonly delegate* unmanaged[Cdecl]<nint, int> Finalize;
    public readonly delegate* unmanaged[Cdecl]<nint, int, long, int> BindInteger;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int> BindText;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int> BindBlob;
    public readonly delegate* unmanaged[Cdecl]<nint, int, long> ColumnInteger;
    public readonly delegate* unmanaged[Cdecl]<nint, int, byte*> ColumnBlob;
    public readonly delegate* unmanaged[Cdecl]<nint, int, int> ColumnBytes;

    private SqliteLibrary(nint handle)
    {
        Open = (delegate* unmanaged[Cdecl]<byte*, nint*, int, byte*, int>)Find(handle, "sqlite3_open_v2");
        Close = (delegate* unmanaged[Cdecl]<nint, int>)Find(handle, "sqlite3_close_v2");
        ErrorText = (delegate* unmanaged[Cdecl]<nint, byte*>)Find(handle, "sqlite3_errmsg");
        BusyTimeout = (delegate* unmanaged[Cdecl]<nint, int, int>)Find(handle, "sqlite3_busy_timeout");
        Prepare = (delegate* unmanaged[Cdecl]<nint, byte*, int, nint*, byte**, int>)Find(handle, "sqlite3_prepare_v2");
        Step = (delegate* unmanaged[Cdecl]<nint, int>)Find(handle, "sqlite3_step");
        Reset = (delegate* unmanaged[Cdecl]<nint, int>)Find(handle, "sqlite3_reset");
        Finalize = (delegate* unmanaged[Cdecl]<nint, int>)Find(handle, "sqlite3_finalize");
        BindInteger = (delegate* unmanaged[Cdecl]<nint, int, long, int>)Find(handle, "sqlite3_bind_int64");
        BindText = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int>)Find(handle, "sqlite3_bind_text");
        BindBlob = (delegate* unmanaged[Cdecl]<nint, int, byte*, int, nint, int>)Find(handle, "sqlite3_bind_blob");
        ColumnInteger = (delegate* unmanaged[Cdecl]<nint, int, long>)Find(handle, "sqlite3_column_int64");
        ColumnBlob = (delegate* unmanaged[Cdecl]<nint, int, byte*>)Find(handle, "sqlite3_column_blob");
        ColumnBytes = (delegate* unmanaged[Cdecl]<nint, int, int>)Find(handle, "sqlite3_column_bytes");
    }

    /// <summary>What the system calls it; more than one where distributions differ.</summary>
    public static string[] FileNames =>
        OperatingSystem.IsWindows() ? ["winsqlite3"]
        : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib", "/usr/lib/libsqlite3.dylib"]
        : ["libsqlite3.so.0"];

    /// <summary>Takes the first that is there; null, and one line that says what to install, when none is.</summary>
    public static SqliteLibrary? TryLoad(IReadOnlyList<string> names, out string fault)
    {
        fault = "";
        foreach (string name in names)
        {
            if (NativeLibrary.TryLoad(name, out nint handle))
                return TryBind(handle, name, out fault);
        }

        string how = OperatingSystem.IsLinux()
            ? "install it (Debian, Ubuntu: apt-get install libsqlite3-0; Fedora: dnf install sqlite-libs)"
            : "install SQLite 3";
        fault = $"SQLite's library {names[0]} is not here: {how}, or start with --store memory";
        return null;
    }

    private static SqliteLibrary? TryBind(nint handle, string name, out string fault)
    {
        try
        {
            fault = "";
            return new SqliteLibrary(handle);
        }
        catch (EntryPointNotFoundException missing)
        {
            fault = $"{name} is no library of SQLite 3 that we can use: {missing.Message}";
            NativeLibrary.Free(handle);
            return null;
        }
    }

    private static nint Find(nint handle, string name) => NativeLibrary.GetExport(handle, name);
}
