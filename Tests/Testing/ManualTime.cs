namespace Ecs.Tests.Testing;

/// <summary>A clock that stands still until a test moves it; nothing waits for it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    /// <summary>The calendar moves with the clock, from a fixed day.</summary>
    public override DateTimeOffset GetUtcNow() => new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero) + new TimeSpan(_now);

    public void Advance(TimeSpan step) => _now += step.Ticks;
}
