using System.Diagnostics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Storage;

/// <summary>A file system in memory with room for a megabyte; making one takes root on Linux.</summary>
internal sealed class TinyDisk : IDisposable
{
    private TinyDisk(string path) => Path = path;

    public string Path { get; }

    private string Filler => System.IO.Path.Combine(Path, "filler");

    /// <summary>Null where the system does not let us.</summary>
    public static TinyDisk? TryMount()
    {
        if (!OperatingSystem.IsLinux() || !Environment.IsPrivilegedProcess)
            return null;
        var path = Directory.CreateTempSubdirectory("ecs-disk-").FullName;
        if (Run("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", path))
            return new TinyDisk(path);
        Directory.Delete(path);
        return null;
    }

    /// <summary>Takes all room that is left.</summary>
    public void Fill()
    {
        using var file = new FileStream(Filler, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        try
        {
            for (var page = new byte[4096]; ;)
                file.Write(page);
        }
        catch (IOException)
        {
            // That was the last page.
        }
    }

    public void MakeRoom() => File.Delete(Filler);

    public void Dispose()
    {
        Assert.True(Run("umount", Path));
        Directory.Delete(Path);
    }

    private static bool Run(string program, params string[] arguments) =>
        OtherProgram.Run(new ProcessStartInfo(program, arguments)).ExitCode == 0;
}
