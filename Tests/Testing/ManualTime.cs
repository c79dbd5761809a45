namespace Ecs.Tests.Testing;

/// <summary>A clock that stands still until a test moves it; nothing waits for it.</summary>
internal sealed class ManualTime : TimeProvider
{
    private long _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now;

    public void Advance(TimeSpan step) => _now += step.Ticks;
}
