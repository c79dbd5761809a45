using System.Runtime.InteropServices;

namespace Ecs.Server.Files;

/// <summary>
/// Makes a file that is written for long. Every write goes to where the end is then, and not to where this process believes it
/// to be: whoever rotates the file by copying and emptying it finds no hole of zeros afterwards.
/// </summary>
internal static partial class AppendedFile
{
    private const int GetStatus = 3;
    private const int SetStatus = 4;
    private const int Append = 0x400;

    /// <summary>Empties or makes the file. Nothing is kept back: what a write took is the operating system's, and a failed one is not tried again.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileStream Create(string path) => Open(path, FileMode.Create);

    /// <summary>Likewise, and what is in the file stays before what is written.</summary>
    /// <exception cref="IOException">The file cannot be made.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static FileStream Continue(string path)
    {
        var file = Open(path, FileMode.OpenOrCreate);
        if (file.CanSeek)
            file.Seek(0, SeekOrigin.End);
        return file;
    }

    private static FileStream Open(string path, FileMode mode)
    {
        var file = new FileStream(path, mode, FileAccess.Write, FileShare.Read, bufferSize: 0);

        // The framework's own way to append remembers an offset, and no flag of its open is the system's.
        if (OperatingSystem.IsLinux())
        {
            var descriptor = (int)file.SafeFileHandle.DangerousGetHandle();
            _ = ControlDescriptor(descriptor, SetStatus, ControlDescriptor(descriptor, GetStatus, 0) | Append);
        }

        return file;
    }

    [LibraryImport("libc", EntryPoint = "fcntl")]
    private static partial int ControlDescriptor(int descriptor, int command, int argument);
}
