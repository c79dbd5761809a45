using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Text;

namespace Ecs.Server.Storage.Sqlite;

/// <summary>
/// Keeps a second server off a store, whatever name it knows the file by: two servers on one file would each believe to know who is
/// online. The system ends the lock with the process, however that ends.
/// </summary>
/// <remarks>
/// Symbolic links are followed first, so that the lock lies beside the file that is meant. On Linux the file itself is locked as well,
/// which holds for hard links too: SQLite locks ranges there, which this kind of lock does not meet. Elsewhere, and on network
/// file systems, the two would meet.
/// </remarks>
internal sealed class StoreLock : IDisposable
{
    /// <summary>Behind the store's name, the name of the lock.</summary>
    public const string LockEnding = ".lock";

    private const string CannotBeRead = "cannot be read";
    private const string CannotBeWritten = "cannot be written";

    /// <summary>As SQLite makes its files.</summary>
    private const UnixFileMode NewFile = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    private readonly FileStream _beside;
    private readonly FileStream? _itself;

    private StoreLock(string path, FileStream beside, FileStream? itself)
    {
        Path = path;
        _beside = beside;
        _itself = itself;
    }

    /// <summary>Of the file that is meant, without links.</summary>
    public string Path { get; }

    /// <summary>An exit code, and the lock when it is <see cref="ExitCode.Ok"/>; otherwise what is wrong. A stranger's file stays alone.</summary>
    public static int TryTake(string name, SqliteSchema schema, out StoreLock? held, out string why)
    {
        held = null;
        if (!RealPath.TryResolve(name, out var path))
        {
            why = "cannot be read: its links lead in a circle";
            return ExitCode.BadOption;
        }

        FileStream? beside = null;
        FileStream? itself = null;
        var code = Take(path, schema, ref beside, ref itself, out why);
        if (code == ExitCode.Ok)
        {
            held = new StoreLock(path, beside!, itself);
        }
        else
        {
            itself?.Dispose();
            beside?.Dispose();
        }

        return code;
    }

    /// <summary>Behind the database: closing a handle on its file takes SQLite's own locks away.</summary>
    public void Dispose()
    {
        _itself?.Dispose();
        _beside.Dispose();
    }

    private static int Take(
        string path, SqliteSchema schema, ref FileStream? beside, ref FileStream? itself, out string why)
    {
        var lockPath = path + LockEnding;
        var locksItself = OperatingSystem.IsLinux() && !IsFarAway(path);

        // Where there is a lock already it comes first: nobody touches the file of another server, which may be in this process.
        if (File.Exists(lockPath) && !TryOpen(lockPath, FileMode.Open, true, CannotBeWritten, ref beside, out why))
            return ExitCode.BadOption;
        var isThere = File.Exists(path);
        if (isThere && !TryOpen(path, FileMode.Open, locksItself, CannotBeRead, ref itself, out why))
            return ExitCode.BadOption;
        byte[] head = [];
        if (itself is not null && !TryReadHead(itself, out head, out why))
            return ExitCode.BadOption;
        if (!SqliteHeader.MayBeStore(head, schema, out why))
            return ExitCode.BadFile;
        if (!locksItself)
        {
            itself?.Dispose();
            itself = null;
        }

        if (beside is null && !TryOpen(lockPath, FileMode.OpenOrCreate, true, CannotBeWritten, ref beside, out why))
            return ExitCode.BadOption;

        // A new one is made here, so that it is locked from its first moment. What is a folder is left for SQLite to complain of.
        if (locksItself && !isThere && !Directory.Exists(path) && !TryOpen(path, FileMode.OpenOrCreate, true, CannotBeWritten, ref itself, out why))
            return ExitCode.BadOption;
        return ExitCode.Ok;
    }

    private static bool TryOpen(string path, FileMode mode, bool locks, string otherwise, ref FileStream? file, out string why)
    {
        why = "";
        var options = new FileStreamOptions
        {
            Mode = mode,
            Access = FileAccess.Read,
            Share = locks ? FileShare.None : FileShare.ReadWrite | FileShare.Delete,
        };
        if (mode == FileMode.OpenOrCreate && !OperatingSystem.IsWindows())
            options.UnixCreateMode = NewFile;
        try
        {
            file = new FileStream(path, options);
            return true;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // A folder that is not there has an exception of its own; what is left for the plain one is the lock.
            var isInUse = locks && exception.GetType() == typeof(IOException) && File.Exists(path);
            why = isInUse ? "is in use by another server" : $"{otherwise}: {DisplayText.Clean(exception.Message, 200)}";
            return false;
        }
    }

    private static bool TryReadHead(FileStream file, out byte[] head, out string why)
    {
        why = "";
        head = new byte[SqliteHeader.Length];
        try
        {
            head = head[..file.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
            return true;
        }
        catch (IOException exception)
        {
            why = $"{CannotBeRead}: {DisplayText.Clean(exception.Message, 200)}";
            return false;
        }
    }

    private static bool IsFarAway(string path)
    {
        try
        {
            return new DriveInfo(System.IO.Path.GetDirectoryName(path) ?? path).DriveType == DriveType.Network;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return false; // It is not there: whoever opens it hears why.
        }
    }
}
