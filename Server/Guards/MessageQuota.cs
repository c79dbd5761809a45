namespace Ecs.Server.Guards;

/// <summary>Counts a connection's messages by the second and by the minute, each from its first message on.</summary>
internal struct MessageQuota(int perSecond, int perMinute)
{
    private TimeSpan _second;
    private TimeSpan _minute;
    private int _inSecond;
    private int _inMinute;

    /// <summary>Counts one more; false when it is one too many.</summary>
    public bool TryTake(TimeSpan now)
    {
        if (now - _second >= TimeSpan.FromSeconds(1))
            (_second, _inSecond) = (now, 0);
        if (now - _minute >= TimeSpan.FromMinutes(1))
            (_minute, _inMinute) = (now, 0);
        return ++_inSecond <= perSecond & ++_inMinute <= perMinute;
    }
}
