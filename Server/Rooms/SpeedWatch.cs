using Ecs.Simulation.Values;

namespace Ecs.Server.Rooms;

/// <summary>
/// Tells a player whose clock runs too fast from one whose clock is merely wrong. It changes nothing in the world (the
/// input buffer sees to that); it only raises a flag for whoever watches the server.
/// </summary>
/// <remarks>
/// Counted are stamps beyond the buffer, each tick once. A healing clock produces a few after a stall of the server: a
/// stall of two seconds makes about 130 at 60 a second. A client at twice the rate makes 120 every second, for ever. The
/// bucket holds four seconds' worth and leaks half a stamp per tick, so the second is flagged within 3.5 s and the first never.
/// </remarks>
public sealed class SpeedWatch(int tickRate)
{
    private readonly int _limit = tickRate * 4 * HalfStamps;
    private int _level;
    private Tick _newest;
    private bool _hasNewest;

    private const int HalfStamps = 2;

    public bool IsTooFast { get; private set; }

    /// <summary>A stamp from the future was seen.</summary>
    public void Note(Tick tick)
    {
        if (_hasNewest && !tick.IsNewerThan(_newest))
            return;

        _newest = tick;
        _hasNewest = true;
        _level += HalfStamps;
        IsTooFast |= _level > _limit;
        _level = Math.Min(_level, _limit);
    }

    /// <summary>One tick of the world has run.</summary>
    public void Elapse() => _level = Math.Max(0, _level - 1);
}
