using System.Diagnostics;

namespace Ecs.Server.Pacing;

/// <summary>
/// Which ticks are due at a moment; knows no clock and waits for nothing. Wall time is cut into slots of 1 / rate seconds
/// on one grid. Slot n begins at origin + n * frequency / rate, rounded up and computed from n each time, so nothing accumulates and
/// the mean rate is exact over any span: slots run plus slots skipped is the number of slots that have begun.
/// </summary>
public sealed class TickSchedule
{
    /// <summary>Ticks that may be made up for at once; more would delay everybody to simulate what nobody waits for.</summary>
    public const int CatchUpLimit = 5;

    private readonly long _frequency;
    private readonly long _origin;
    private readonly int _tickRate;
    private long _slot;
    private int _catchUps;

    /// <param name="tickRate">Ticks per second, 1 or more.</param>
    /// <param name="frequency">Timestamp units per second.</param>
    /// <param name="origin">The timestamp at which the first tick is due.</param>
    public TickSchedule(int tickRate, long frequency, long origin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tickRate);
        ArgumentOutOfRangeException.ThrowIfLessThan(frequency, tickRate);
        _tickRate = tickRate;
        _frequency = frequency;
        _origin = origin;
    }

    /// <summary>Slots passed so far, run or skipped.</summary>
    public long Slots => _slot;

    /// <summary>Slots given up so far.</summary>
    public long Skipped { get; private set; }

    /// <summary>When the next tick is due.</summary>
    public long NextDue => DueAt(_slot);

    /// <summary>
    /// Whether a tick is to be run now, and how late it is in timestamp units. Slots that cannot be made up for are given
    /// up first. A timestamp before an earlier one is only "not yet".
    /// </summary>
    public bool TryTake(long now, out long lateness)
    {
        lateness = 0;
        var due = Due(now);
        if (due == 0)
        {
            _catchUps = 0;
            return false;
        }

        if (due > CatchUpLimit)
            due = GiveUp(due, CatchUpLimit);
        if (due == 1)
        {
            _catchUps = 0;
        }
        else if (++_catchUps > CatchUpLimit)
        {
            // Five made up for and still behind: the load is too high, not the moment unlucky.
            GiveUp(due, 1);
            _catchUps = 0;
        }

        lateness = now - NextDue;
        Debug.Assert(lateness >= 0, "No tick runs before its time.");
        _slot++;
        return true;
    }

    private long Due(long now)
    {
        if (now < NextDue)
            return 0;
        var passed = now - _origin;
        // The newest slot that has begun; whole seconds apart, so that nothing overflows.
        var newest = (passed / _frequency * _tickRate) + (passed % _frequency * _tickRate / _frequency);
        return newest - _slot + 1;
    }

    private long GiveUp(long due, long kept)
    {
        Skipped += due - kept;
        _slot += due - kept;
        return kept;
    }

    /// <summary>The first whole timestamp that is not before the slot's exact moment.</summary>
    private long DueAt(long slot) =>
        _origin + (slot / _tickRate * _frequency) + (((slot % _tickRate * _frequency) + _tickRate - 1) / _tickRate);
}
