using System.Runtime.InteropServices;

namespace Ecs.Server.Files;

/// <summary>
/// A limit on the size of files (<c>ulimit -f</c>) ends a process by a signal before it refuses a write. Told to
/// <see cref="Refuse"/>, it only refuses: to whoever writes it is one more kind of full disk.
/// </summary>
public static partial class FileSizeLimit
{
    private const int FileSizeSignal = 25;
    private const nint Ignore = 1;

    /// <summary>Once, at the start of a program.</summary>
    public static void Refuse()
    {
        if (OperatingSystem.IsLinux())
            _ = SetSignal(FileSizeSignal, Ignore);
    }

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetSignal(int number, nint handler);
}
