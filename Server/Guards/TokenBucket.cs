namespace Ecs.Server.Guards;

/// <summary>Lets so many units per second through, and a burst at once after a pause.</summary>
public struct TokenBucket
{
    private readonly double _rate;
    private readonly double _burst;
    private double _tokens;
    private TimeSpan _last;

    /// <param name="rate">Units per second in the long run.</param>
    /// <param name="burst">Units at once.</param>
    public TokenBucket(double rate, double burst)
    {
        _rate = rate;
        _burst = burst;
        _tokens = burst;
    }

    public bool TryTake(double amount, TimeSpan now)
    {
        _tokens = Math.Min(_burst, _tokens + (_rate * (now - _last).TotalSeconds));
        _last = now;
        if (_tokens < amount)
            return false;

        _tokens -= amount;
        return true;
    }
}
