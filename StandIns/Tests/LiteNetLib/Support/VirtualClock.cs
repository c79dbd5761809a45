namespace Ecs.StandIns.Tests.LiteNetLib.Support;

/// <summary>Time that passes when the test says so. UTC starts at a fixed day.</summary>
internal sealed class VirtualClock : TimeProvider
{
    private static readonly DateTimeOffset Epoch = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Microseconds since the start.</summary>
    public long Microseconds { get; private set; }

    public override long TimestampFrequency => 1_000_000;

    public void Advance(double milliseconds) => Microseconds += (long)(milliseconds * 1000);

    public override long GetTimestamp() => Microseconds;

    public override DateTimeOffset GetUtcNow() => Epoch.AddTicks(Microseconds * 10);
}
