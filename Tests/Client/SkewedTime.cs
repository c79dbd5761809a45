namespace Ecs.Tests.Client;

/// <summary>A client's own clock: runs at another rate than true time, and jumps when told to.</summary>
internal sealed class SkewedTime(TimeProvider truth, double rate) : TimeProvider
{
    private TimeSpan _jumped;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() =>
        (long)(truth.GetElapsedTime(0).Ticks * rate) + TimeSpan.TicksPerHour * 24 * 365 + _jumped.Ticks;

    public void Jump(TimeSpan by) => _jumped += by;
}
