namespace LiteNetLib.Admission;

/// <summary>Says "flood" while more unproven requests arrive per second than allowed, and for five seconds after.</summary>
internal sealed class FloodGauge
{
    private const long Second = 1_000_000;
    private const long Cooldown = 5 * Second;

    private long _windowStart;
    private long _floodUntil = long.MinValue;
    private int _count;

    /// <summary>Counts one request.</summary>
    public bool IsFlooded(long now, int allowedPerSecond)
    {
        if (now - _windowStart >= Second)
        {
            _windowStart = now;
            _count = 0;
        }

        if (++_count > allowedPerSecond)
        {
            _floodUntil = now + Cooldown;
        }

        return now < _floodUntil;
    }
}
