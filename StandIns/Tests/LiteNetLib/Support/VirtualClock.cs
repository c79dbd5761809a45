namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>Time that passes when the test says so. UTC starts at a fixed day.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private long _utcAtStart = new DateTimeOffset(2024, 1, 1, 0, 0, 0, TimeSpan.Zero).Ticks;

    /// <summary>Microseconds since the start.</summary>
    public long Microseconds { get; private set; }

    public override long TimestampFrequency => 1_000_000;

    public void Advance(double milliseconds) => Microseconds += (long)(milliseconds * 1000);

    public override long GetTimestamp() => Microseconds;

    public override DateTimeOffset GetUtcNow() => new(_utcAtStart + (Microseconds * 10), TimeSpan.Zero);

    /// <summary>Sets the wall clock; elapsed time is not touched.</summary>
    public void SetUtcTicks(long ticks) => _utcAtStart = ticks - (Microseconds * 10);
}
