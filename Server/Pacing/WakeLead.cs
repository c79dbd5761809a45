namespace Ecs.Server.Pacing;

/// <summary>
/// How much before a moment to be woken so as not to miss it: a little more than wakings have been late of late, three of four, and never more
/// than allowed. What is not slept of it is spun, so it is worth to keep it short.
/// </summary>
internal sealed class WakeLead
{
    /// <summary>
    /// Nanoseconds. A waking in time takes one step off and a late one adds three, which meet where one of four is late: a lead for the
    /// worst of them would be spun in all others.
    /// </summary>
    private const long Step = 250;
    private const long StepsUp = 3;

    private readonly long _limit;

    /// <param name="limit">Nanoseconds, 0 or more; 0 for never early.</param>
    public WakeLead(long limit) => Nanoseconds = _limit = limit;

    /// <summary>Nanoseconds; all that is allowed until there is something to go by.</summary>
    public long Nanoseconds { get; private set; }

    /// <summary>Takes in one waking.</summary>
    /// <param name="late">Nanoseconds after it was asked for.</param>
    public void Add(long late) =>
        Nanoseconds = Math.Clamp(late > Nanoseconds ? Nanoseconds + (Step * StepsUp) : Nanoseconds - Step, 0, _limit);
}
