namespace Ecs.Server.Metrics;

/// <summary>
/// When a report's spans end: with each whole second since the start. Seconds that passed unseen, because the process or the machine
/// stood still, are no spans of their own: the line after them covers them all, and no span is shorter than half a second.
/// </summary>
public sealed class ReportRhythm
{
    private readonly TimeProvider _time;
    private readonly long _started;

    /// <summary>The first span begins now.</summary>
    public ReportRhythm(TimeProvider time)
    {
        _time = time;
        _started = time.GetTimestamp();
    }

    /// <summary>Asked when a span begins: how long it is to last, half a second to one and a half.</summary>
    public TimeSpan NextIn()
    {
        var passed = _time.GetElapsedTime(_started);
        var nearest = (passed.Ticks + (TimeSpan.TicksPerSecond / 2)) / TimeSpan.TicksPerSecond;
        return new TimeSpan((nearest + 1) * TimeSpan.TicksPerSecond) - passed;
    }
}
