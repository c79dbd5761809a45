using System.Runtime.InteropServices;

namespace Ecs.DebugView.Drawing;

/// <summary>
/// Lets the window's thread stand back where processors are few: whoever else wants to run, the server's tick above all, runs
/// first. Threads that are already there keep their rank.
/// </summary>
internal static partial class Courtesy
{
    private const int ThisThread = 0;
    private const int Nice = 4;

    /// <summary>Only Linux ranks single threads this way; elsewhere nothing changes.</summary>
    public static void StandBack()
    {
        if (OperatingSystem.IsLinux())
            _ = SetPriority(ThisThread, 0, Nice);
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, uint who, int priority);
}
