namespace Ecs.Server.Metrics;

/// <summary>What the tick loop measured so far. The tick thread writes, any thread may read; writing allocates nothing.</summary>
public sealed class TickFigures
{
    private long _run;
    private long _skipped;
    private long _stalls;
    private long _allocatedBytes;

    /// <summary>How long the work of each tick took.</summary>
    public FixedHistogram Duration { get; } = new();

    /// <summary>How long after its due moment each tick began.</summary>
    public FixedHistogram Lateness { get; } = new();

    public long Run => Volatile.Read(ref _run);

    /// <summary>Wall-clock slots given up because the loop was too late; their numbers went to later ticks.</summary>
    public long Skipped => Volatile.Read(ref _skipped);

    /// <summary>Ticks during which the loop stood still longer than the watchdog allows.</summary>
    public long Stalls => Volatile.Read(ref _stalls);

    /// <summary>Bytes that the tick's threads allocated inside ticks.</summary>
    public long AllocatedBytes => Volatile.Read(ref _allocatedBytes);

    /// <summary>How long the last finished tick took, microseconds. Only the tick thread.</summary>
    public long LastDuration { get; private set; }

    /// <summary>How late the last finished tick began, microseconds. Only the tick thread.</summary>
    public long LastLateness { get; private set; }

    /// <summary>How late the tick that runs now began, microseconds; between ticks that of the last one.</summary>
    public long CurrentLateness { get; private set; }

    /// <summary>A tick begins. Only the tick thread.</summary>
    public void BeginTick(long latenessMicroseconds) => CurrentLateness = latenessMicroseconds;

    public void AddTick(long durationMicroseconds, long latenessMicroseconds, long allocatedBytes)
    {
        LastDuration = durationMicroseconds;
        LastLateness = latenessMicroseconds;
        Duration.Record(durationMicroseconds);
        Lateness.Record(latenessMicroseconds);
        Volatile.Write(ref _allocatedBytes, _allocatedBytes + allocatedBytes);
        Volatile.Write(ref _run, _run + 1);
    }

    /// <summary>What helpers of the tick's thread allocated in the tick that runs now.</summary>
    public void AddAllocated(long bytes) => Volatile.Write(ref _allocatedBytes, _allocatedBytes + bytes);

    public void AddSkipped(long slots) => Volatile.Write(ref _skipped, _skipped + slots);

    /// <summary>May be called from the watchdog's thread.</summary>
    public void AddStall() => Interlocked.Increment(ref _stalls);
}
