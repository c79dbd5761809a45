namespace Ecs.Server.Base;

/// <summary>
/// Monotonic time since the server began, as the tick loop reports it; everything that times out asks here. It stands still
/// within a tick.
/// </summary>
public sealed class ServerClock
{
    /// <summary>
    /// More than so much in one tick is not believed: after a suspend or a long stall nobody has been silent for the time
    /// in which we did not listen.
    /// </summary>
    public static readonly TimeSpan LongestTick = TimeSpan.FromSeconds(1);

    public TimeSpan Now { get; private set; }

    /// <summary>Server ticks so far, paused worlds or not.</summary>
    public long Ticks { get; private set; }

    /// <summary>
    /// Whether the loop cannot keep its rate, so that optional work should be left out; snapshots come half as often then. The
    /// loop says so before each tick.
    /// </summary>
    public bool IsBehind { get; set; }

    /// <summary>Returns the time that counts as having passed.</summary>
    public TimeSpan Advance(TimeSpan elapsed)
    {
        var believed = elapsed < TimeSpan.Zero ? TimeSpan.Zero : elapsed > LongestTick ? LongestTick : elapsed;
        Now += believed;
        Ticks++;
        return believed;
    }
}
