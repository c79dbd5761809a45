namespace Ecs.Load;

/// <summary>
/// When which client is due, as an open loop: every moment is fixed by the start, so neither a server that is late nor a generator that is
/// slow stretches the load. The clients of a round stand evenly apart. What is a whole tick behind is given up and counted.
/// </summary>
internal sealed class LoadSchedule
{
    private readonly int _clients;
    private readonly int _updatesPerTick;
    private readonly long _perSecond;
    private readonly long _frequency;
    private readonly long _origin;
    private long _next;

    /// <param name="clients">1 or more.</param>
    /// <param name="tickRate">Inputs of each per second.</param>
    /// <param name="updatesPerTick">Updates of each for every input, 1 or more.</param>
    /// <param name="frequency">Timestamp units per second.</param>
    /// <param name="origin">When the first update is due.</param>
    public LoadSchedule(int clients, int tickRate, int updatesPerTick, long frequency, long origin)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(clients);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tickRate);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(updatesPerTick);
        _clients = clients;
        _updatesPerTick = updatesPerTick;
        _perSecond = (long)clients * tickRate * updatesPerTick;
        _frequency = frequency;
        _origin = origin;
    }

    /// <summary>Inputs that were due and could not be sent on time.</summary>
    public long MissedInputs { get; private set; }

    /// <summary>When the next update is due.</summary>
    public long NextDue => DueAt(_next);

    /// <summary>The next update that is due by now, in the order in which they are.</summary>
    public bool TryTake(long now, out DueUpdate due)
    {
        due = default;
        if (now < NextDue)
            return false;
        var begun = BegunAt(now);
        if (begun - _next > (long)_clients * _updatesPerTick)
            GiveUpTo(begun - _clients);
        due = new((int)(_next % _clients), NextDue, _next / _clients % _updatesPerTick == 0);
        _next++;
        return true;
    }

    /// <summary>Everybody is updated once for what was missed, so that nobody falls silent.</summary>
    private void GiveUpTo(long slot)
    {
        MissedInputs += InputsBefore(slot) - InputsBefore(_next);
        _next = slot;
    }

    private long InputsBefore(long slot)
    {
        var (round, place) = Math.DivRem(slot, _clients);
        var (tick, within) = Math.DivRem(round, _updatesPerTick);
        return (tick * _clients) + (within == 0 ? place : _clients);
    }

    /// <summary>Updates whose moment has come. Whole seconds apart, so that nothing overflows.</summary>
    private long BegunAt(long now)
    {
        var (seconds, rest) = Math.DivRem(now - _origin, _frequency);
        return (seconds * _perSecond) + (long)((Int128)rest * _perSecond / _frequency) + 1;
    }

    private long DueAt(long slot)
    {
        var (seconds, rest) = Math.DivRem(slot, _perSecond);
        return _origin + (seconds * _frequency) + (long)((((Int128)rest * _frequency) + _perSecond - 1) / _perSecond);
    }
}
