using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace Ecs.Server.Base;

/// <summary>
/// Threads of the pool that answer requests give way to the tick's: where cores are few, whoever hammers the page would else take the tick's
/// time in the middle of a tick. What they do is then done between ticks.
/// </summary>
public static partial class YieldingThread
{
    private const int ThisThread = 0;

    /// <summary>The lowest of the system's steps: about a seventieth of a normal thread's share where both want the same core.</summary>
    private const int Niceness = 19;

    [ThreadStatic]
    private static bool _isYielding;

    /// <summary>The calling thread gives way from now on, for as long as it lives. Costs next to nothing for one that does already; elsewhere than on Linux nothing happens.</summary>
    public static void Begin()
    {
        if (_isYielding)
            return;
        _isYielding = true;
        if (OperatingSystem.IsLinux())
            _ = SetPriority(0, ThisThread, Niceness);
    }

    /// <summary>Does something on a yielding thread and waits for it: threads that it starts are yielding ones from the first moment. What it throws is thrown here.</summary>
    public static T Run<T>(Func<T> work)
    {
        var result = default(T);
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            Begin();
            try
            {
                result = work();
            }
            catch (Exception thrown)
            {
                failure = ExceptionDispatchInfo.Capture(thrown);
            }
        })
        {
            Name = "yielding",
            IsBackground = true,
        };
        thread.Start();
        thread.Join();
        failure?.Throw();
        return result!;
    }

    [LibraryImport("libc", EntryPoint = "setpriority")]
    private static partial int SetPriority(int which, int who, int niceness);
}
