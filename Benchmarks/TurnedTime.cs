namespace Ecs.Benchmarks;

/// <summary>A clock that goes on by the ticks of whoever turns it.</summary>
internal sealed class TurnedTime : TimeProvider
{
    private long _now = 1;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Advance(TimeSpan step) => _now += step.Ticks;

    public override long GetTimestamp() => _now;
}
