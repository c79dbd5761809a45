using System.Runtime.InteropServices;

namespace Ecs.Benchmarks.WebSockets;

/// <summary>Keeps the calling thread, and the threads and processes that it starts from then on, on one core (Linux; elsewhere it does nothing).</summary>
internal static partial class PinnedThread
{
    public static void To(int core)
    {
        if (!OperatingSystem.IsLinux())
            return;
        var mask = 1UL << core;
        if (SetAffinity(0, sizeof(ulong), in mask) != 0)
            throw new InvalidOperationException($"core {core} is not to be had");
    }

    [LibraryImport("libc", EntryPoint = "sched_setaffinity")]
    private static partial int SetAffinity(int thread, nuint bytes, in ulong mask);
}
