namespace LiteNetLib.Admission;

/// <summary>A token bucket of one second's worth: bounds what strangers can make us send.</summary>
internal sealed class ReplyBucket
{
    private const double MicrosecondsPerSecond = 1_000_000;

    private double _tokens = double.MaxValue;
    private long _filledAt;

    public bool TryTake(long now, int perSecond)
    {
        _tokens = Math.Min(perSecond, _tokens + ((now - _filledAt) / MicrosecondsPerSecond * perSecond));
        _filledAt = now;
        if (_tokens < 1)
        {
            return false;
        }

        _tokens--;
        return true;
    }
}
