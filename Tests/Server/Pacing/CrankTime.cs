using Ecs.Server.Pacing;

namespace Ecs.Tests.Server.Pacing;

/// <summary>A clock in nanoseconds that moves only when the loop waits or a test says so. Its calendar moves apart from it.</summary>
internal sealed class CrankTime : TimeProvider, ITickWaiter
{
    private long _now = 1_000_000_000_000;

    public long Now => _now;

    /// <summary>How much later than asked each wait ends; as a machine's would.</summary>
    public Func<long> WakeDelay { get; set; } = () => 0;

    public DateTimeOffset Calendar { get; set; } = new(2031, 5, 6, 7, 8, 9, TimeSpan.Zero);

    public int CalendarReads { get; private set; }

    public override long TimestampFrequency => 1_000_000_000;

    public override long GetTimestamp() => _now;

    public override DateTimeOffset GetUtcNow()
    {
        CalendarReads++;
        return Calendar;
    }

    /// <summary>Also backwards, which a true clock never does.</summary>
    public void Advance(long nanoseconds) => _now += nanoseconds;

    public void WaitUntil(long timestamp) => _now = Math.Max(_now, timestamp) + WakeDelay();

    public void Wake()
    {
    }
}
