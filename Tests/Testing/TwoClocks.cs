namespace Ecs.Tests.Testing;

/// <summary>A wall clock that can be set beside a monotonic one that cannot.</summary>
internal sealed class TwoClocks : TimeProvider
{
    private long _monotonic = 1_000_000;
    private DateTimeOffset _wall = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public void Pass(double seconds)
    {
        _monotonic += TimeSpan.FromSeconds(seconds).Ticks;
        _wall += TimeSpan.FromSeconds(seconds);
    }

    public void Set(double seconds) => _wall += TimeSpan.FromSeconds(seconds);

    public override long GetTimestamp() => _monotonic;

    public override DateTimeOffset GetUtcNow() => _wall;
}
