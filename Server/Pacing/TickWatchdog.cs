using Ecs.Server.Metrics;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Pacing;

/// <summary>
/// Notices from outside that the tick thread stands still, and says so once per stall: what the log shows then is the
/// last thing that happened before it.
/// </summary>
public sealed partial class TickWatchdog : IDisposable
{
    /// <summary>Standing still longer than this is a stall.</summary>
    public static readonly TimeSpan StallLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan CheckInterval = TimeSpan.FromMilliseconds(250);

    private readonly TimeProvider _time;
    private readonly TickFigures _figures;
    private readonly ILogger _log;
    private readonly Lock _gate = new();
    private long _beat;
    private long _reportedBeat = long.MinValue;
    private ITimer? _timer;

    public TickWatchdog(TimeProvider time, TickFigures figures, ILogger log)
    {
        _time = time;
        _figures = figures;
        _log = log;
        _beat = time.GetTimestamp();
    }

    /// <summary>Begins to look four times a second.</summary>
    public void Start()
    {
        Beat(_time.GetTimestamp());
        _timer ??= _time.CreateTimer(static watchdog => ((TickWatchdog)watchdog!).Check(), this, CheckInterval, CheckInterval);
    }

    /// <summary>The tick thread is alive.</summary>
    public void Beat(long timestamp) => Volatile.Write(ref _beat, timestamp);

    public void Check()
    {
        lock (_gate)
        {
            var beat = Volatile.Read(ref _beat);
            var still = _time.GetElapsedTime(beat);
            if (still < StallLimit || beat == _reportedBeat)
                return;
            _reportedBeat = beat;
            _figures.AddStall();
            var collection = GC.GetGCMemoryInfo(GCKind.Any);
            LogStall(
                _log,
                (long)still.TotalMilliseconds,
                _figures.Run,
                collection.Index,
                (long)GC.GetTotalPauseDuration().TotalMilliseconds,
                ThreadPool.PendingWorkItemCount);
        }
    }

    public void Dispose() => _timer?.Dispose();

    [LoggerMessage(101, LogLevel.Error, "The tick thread has stood still for {StillMilliseconds} ms after {TicksRun} ticks "
        + "(collections {Collections}, paused for {PauseMilliseconds} ms in all, waiting pool work {PoolWork})")]
    private static partial void LogStall(
        ILogger log, long stillMilliseconds, long ticksRun, long collections, long pauseMilliseconds, long poolWork);
}
