using Ecs.Server.Metrics;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Pacing;

/// <summary>
/// Turns the crank: runs ticks at a fixed rate on the calling thread until it is stopped. The only place that knows real
/// time, and it knows it from a <see cref="TimeProvider"/>. When late it makes up for at most five ticks, then
/// gives the missed slots up; tick numbers are counted by the ticks, so they stay consecutive.
/// </summary>
public sealed partial class TickLoop
{
    /// <summary>No tick is told of more time than this, so a machine that slept does not time every player out.</summary>
    public static readonly TimeSpan LongestElapsed = TimeSpan.FromSeconds(1);

    private const int LogIntervalSeconds = 2;

    // Of a second; a tick has some eight of them at 60 a second.
    private const int EarlyPauseShare = 500;

    private readonly int _tickRate;
    private readonly TimeProvider _time;
    private readonly ITickWaiter _waiter;
    private readonly Action<TimeSpan> _runTick;
    private readonly TickFigures _figures;
    private readonly TickWatchdog? _watchdog;
    private readonly ILogger _log;
    private readonly IEarlyWork? _early;
    private readonly long _earlyPause;
    private volatile bool _stopping;
    private volatile bool _overloaded;
    private long _untoldSkips;
    private long _lastTold;
    private long _earlySpent;
    private long _earlyAllocated;

    /// <param name="tickRate">Ticks per second, 1 or more.</param>
    /// <param name="time">Its timestamps pace the loop; its calendar is never asked.</param>
    /// <param name="waiter">Lets time pass on the same clock.</param>
    /// <param name="runTick">One server tick; told the time since the one before, at most <see cref="LongestElapsed"/>.</param>
    /// <param name="figures">Takes what was measured.</param>
    /// <param name="watchdog">Told of every tick, when there is one.</param>
    /// <param name="log">One line at most every two seconds, and only when slots were given up.</param>
    /// <param name="early">What of a tick may be done before it; counted as the tick's work.</param>
    public TickLoop(
        int tickRate,
        TimeProvider time,
        ITickWaiter waiter,
        Action<TimeSpan> runTick,
        TickFigures figures,
        TickWatchdog? watchdog,
        ILogger log,
        IEarlyWork? early = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tickRate);
        _tickRate = tickRate;
        _time = time;
        _waiter = waiter;
        _runTick = runTick;
        _figures = figures;
        _watchdog = watchdog;
        _log = log;
        _early = early;
        _earlyPause = time.TimestampFrequency / EarlyPauseShare;
    }

    /// <summary>True while the server should leave optional work out, snapshots first; see <see cref="OverloadGauge"/>.</summary>
    public bool IsOverloaded => _overloaded;

    /// <summary>Runs ticks until <see cref="Stop"/>, or until so many slots have passed, run or skipped.</summary>
    /// <param name="slotLimit">0 = no limit. At 60 a second, 600 slots are ten seconds.</param>
    public void Run(long slotLimit = 0)
    {
        var frequency = _time.TimestampFrequency;
        var started = _time.GetTimestamp();
        var schedule = new TickSchedule(_tickRate, frequency, started);
        var gauge = new OverloadGauge(frequency, started);
        _lastTold = started - (LogIntervalSeconds * frequency);
        var lastTick = started;
        while (!_stopping && (slotLimit == 0 || schedule.Slots < slotLimit))
        {
            var now = _time.GetTimestamp();
            _watchdog?.Beat(now);
            var skippedBefore = schedule.Skipped;
            if (!schedule.TryTake(now, out var lateness))
            {
                Wait(now, schedule.NextDue);
                continue;
            }

            var skipped = schedule.Skipped - skippedBefore;
            var early = _earlySpent;
            var end = RunOne(now, lateness, now - lastTick);
            lastTick = Math.Max(now, lastTick);
            gauge.Add(end, early + end - now, skipped);
            _overloaded = gauge.IsOverloaded;
            if (skipped != 0 || _untoldSkips != 0)
                TellOfSkipped(skipped, end);
        }
    }

    /// <summary>No further tick begins; from any thread.</summary>
    public void Stop()
    {
        _stopping = true;
        _waiter.Wake();
    }

    /// <summary>Until the next tick; while its work presses, a part of that is done every other millisecond.</summary>
    private void Wait(long now, long due)
    {
        if (_early is not { IsPressing: true } || due - now < 2 * _earlyPause)
        {
            _waiter.WaitUntil(due);
            return;
        }

        _waiter.WaitUntil(now + _earlyPause);
        var began = _time.GetTimestamp();
        if (_stopping || due - began < _earlyPause)
            return;
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        _early.Begin();
        _earlyAllocated += GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        _earlySpent += _time.GetTimestamp() - began;
    }

    private long RunOne(long now, long lateness, long sinceLast)
    {
        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var elapsed = ToTime(sinceLast);
        _figures.BeginTick(ToMicroseconds(lateness));
        _runTick(elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > LongestElapsed ? LongestElapsed : elapsed);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
        var end = _time.GetTimestamp();
        _figures.AddTick(ToMicroseconds(_earlySpent + end - now), ToMicroseconds(lateness), _earlyAllocated + allocated);
        (_earlySpent, _earlyAllocated) = (0, 0);
        return end;
    }

    private void TellOfSkipped(long skipped, long now)
    {
        _figures.AddSkipped(skipped);
        _untoldSkips += skipped;
        if (now - _lastTold < LogIntervalSeconds * _time.TimestampFrequency)
            return;
        LogSkipped(_log, _untoldSkips, _figures.Run, _figures.Skipped);
        _untoldSkips = 0;
        _lastTold = now;
    }

    private TimeSpan ToTime(long units) => new((long)((Int128)units * TimeSpan.TicksPerSecond / _time.TimestampFrequency));

    private long ToMicroseconds(long units) => (long)((Int128)units * 1_000_000 / _time.TimestampFrequency);

    [LoggerMessage(100, LogLevel.Warning, "Too late: {Skipped} ticks given up ({TicksRun} run, {SkippedInAll} given up so far)")]
    private static partial void LogSkipped(ILogger log, long skipped, long ticksRun, long skippedInAll);
}
