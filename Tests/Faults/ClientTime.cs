namespace Ecs.Tests.Faults;

/// <summary>A client's own clock: it may run at another rate than true time, and jump.</summary>
internal sealed class ClientTime(TimeProvider truth) : TimeProvider
{
    private long _seen = truth.GetTimestamp();
    private double _now;

    public double Rate { get; set; } = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp()
    {
        var now = truth.GetTimestamp();
        _now += truth.GetElapsedTime(_seen, now).Ticks * Rate;
        _seen = now;
        return (long)_now + TimeSpan.TicksPerDay;
    }

    public void Jump(double seconds) => _now += seconds * TimeSpan.TicksPerSecond;
}
