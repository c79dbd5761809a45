using System.Diagnostics;

namespace Ecs.Server.Net.Streams;

/// <summary>
/// When to read sockets: once for each tick, shortly before it looks. Between two ticks nobody could do anything with what was
/// read earlier, and each look at a socket without news costs a call of the system.
/// </summary>
internal sealed class PumpClock
{
    private static readonly long Millisecond = Stopwatch.Frequency / 1000;
    private static readonly long Lead = 2 * Millisecond;
    private static readonly long LongestPeriod = 50 * Millisecond;

    private long _period = 10 * Millisecond;
    private long _lookedAt;

    /// <summary>Tick's thread: it has looked for what arrived at this time stamp.</summary>
    public void Look(long now)
    {
        Volatile.Write(ref _period, Math.Clamp(now - _lookedAt, Millisecond, LongestPeriod));
        Volatile.Write(ref _lookedAt, now);
    }

    /// <summary>Pump: the time stamp of the next reading. A tick that does not come does not stop it.</summary>
    public long NextAfter(long now)
    {
        var period = Volatile.Read(ref _period);
        var due = Volatile.Read(ref _lookedAt) + period - Math.Min(Lead, period / 2);
        return due > now ? due : now + period;
    }
}
