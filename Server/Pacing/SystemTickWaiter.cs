using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ecs.Server.Pacing;

/// <summary>
/// Waits on the machine's monotonic clock. All but the last two milliseconds are an ordinary wait that a stop can end;
/// the rest is one sleep that the kernel times in nanoseconds, because an ordinary wait ends up to a millisecond late. Nothing spins.
/// </summary>
public sealed partial class SystemTickWaiter : ITickWaiter, IDisposable
{
    private const int MonotonicClock = 1;
    private const int SetTimerSlack = 29;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const long FineNanoseconds = 2 * NanosecondsPerMillisecond;

    private readonly AutoResetEvent _woken = new(false);
    private readonly bool _hasFineSleep = OperatingSystem.IsLinux();
    private bool _slackIsSet;

    public void WaitUntil(long timestamp)
    {
        if (_hasFineSleep && !_slackIsSet)
            NarrowTimerSlack();
        var left = NanosecondsUntil(timestamp);
        var coarse = left - FineNanoseconds;
        if (coarse >= NanosecondsPerMillisecond)
        {
            if (_woken.WaitOne((int)Math.Min(coarse / NanosecondsPerMillisecond, int.MaxValue)))
                return;
            left = NanosecondsUntil(timestamp);
        }

        if (left <= 0)
            return;
        if (_hasFineSleep)
            SleepFine(left);
        else
            _woken.WaitOne((int)Math.Max(left / NanosecondsPerMillisecond, 1));
    }

    public void Wake() => _woken.Set();

    public void Dispose() => _woken.Dispose();

    private static long NanosecondsUntil(long timestamp)
    {
        var units = timestamp - Stopwatch.GetTimestamp();
        return Stopwatch.Frequency == NanosecondsPerSecond ? units : (long)((Int128)units * NanosecondsPerSecond / Stopwatch.Frequency);
    }

    private static void SleepFine(long nanoseconds)
    {
        var request = new TimeSpecification
        {
            Seconds = (nint)(nanoseconds / NanosecondsPerSecond),
            Nanoseconds = (nint)(nanoseconds % NanosecondsPerSecond),
        };

        // A signal may end it early; the loop then finds nothing due and waits for what is left.
        _ = ClockSleep(MonotonicClock, 0, in request, 0);
    }

    /// <summary>The kernel may add 50 us to a thread's sleeps to save power; a tick thread asks for 1 us.</summary>
    private void NarrowTimerSlack()
    {
        _slackIsSet = true;
        _ = ProcessControl(SetTimerSlack, 1000, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockSleep(int clock, int flags, in TimeSpecification request, nint remaining);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
