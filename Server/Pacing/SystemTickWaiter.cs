using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Ecs.Server.Pacing;

/// <summary>
/// Waits on the machine's monotonic clock. All but the last two milliseconds are an ordinary wait that a stop can end, because that ends up
/// to a millisecond late. Then the kernel is given the very moment, less what it is usually late by (<see cref="WakeLead"/>), and
/// the rest is spun.
/// </summary>
public sealed partial class SystemTickWaiter : ITickWaiter, IDisposable
{
    private const int MonotonicClock = 1;
    private const int AbsoluteTime = 1;
    private const int SetTimerSlack = 29;
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const long NanosecondsPerMillisecond = 1_000_000;
    private const long NanosecondsPerMicrosecond = 1_000;
    private const long FineNanoseconds = 2 * NanosecondsPerMillisecond;

    private readonly AutoResetEvent _woken = new(false);
    private readonly bool _hasFineSleep = OperatingSystem.IsLinux() && IsClockOfKernel();
    private readonly WakeLead _lead;
    private bool _slackIsSet;

    /// <param name="spinMicroseconds">Of each wait at most spun, 0 or more; 0 for a machine whose cores others wait for.</param>
    public SystemTickWaiter(int spinMicroseconds = 0)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(spinMicroseconds);
        _lead = new WakeLead(spinMicroseconds * NanosecondsPerMicrosecond);
    }

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
            SleepFine(timestamp);
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

    /// <summary>Whether timestamps are the kernel's own nanoseconds, so that it can be told a moment and not only a length.</summary>
    private static bool IsClockOfKernel()
    {
        if (Stopwatch.Frequency != NanosecondsPerSecond)
            return false;
        var before = Stopwatch.GetTimestamp();
        return GetClock(MonotonicClock, out var now) == 0
            && ((now.Seconds * NanosecondsPerSecond) + now.Nanoseconds) is var told && told >= before && told <= Stopwatch.GetTimestamp();
    }

    /// <summary>
    /// Sleeps to a moment and not for a time, so that whatever holds the thread up on its way into the sleep makes it no longer.
    /// </summary>
    private void SleepFine(long timestamp)
    {
        var wake = timestamp - _lead.Nanoseconds;
        if (wake > Stopwatch.GetTimestamp())
        {
            var request = new TimeSpecification { Seconds = (nint)(wake / NanosecondsPerSecond), Nanoseconds = (nint)(wake % NanosecondsPerSecond) };

            // A signal may end it early; the loop then finds nothing due and waits for what is left.
            if (ClockSleep(MonotonicClock, AbsoluteTime, in request, 0) != 0)
                return;
            _lead.Add(Stopwatch.GetTimestamp() - wake);
        }

        while (Stopwatch.GetTimestamp() < timestamp)
            Thread.SpinWait(1);
    }

    /// <summary>The kernel may add 50 us to a thread's sleeps to save power; a tick thread asks for 1 us.</summary>
    private void NarrowTimerSlack()
    {
        _slackIsSet = true;
        _ = ProcessControl(SetTimerSlack, 1000, 0, 0, 0);
    }

    [LibraryImport("libc", EntryPoint = "clock_nanosleep")]
    private static partial int ClockSleep(int clock, int flags, in TimeSpecification request, nint remaining);

    [LibraryImport("libc", EntryPoint = "clock_gettime")]
    private static partial int GetClock(int clock, out TimeSpecification now);

    [LibraryImport("libc", EntryPoint = "prctl")]
    private static partial int ProcessControl(int option, nuint first, nuint second, nuint third, nuint fourth);

    [StructLayout(LayoutKind.Sequential)]
    private struct TimeSpecification
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
