namespace Ecs.Server.Pacing;

/// <summary>
/// Says when the server should do less. It looks at whole seconds: one with a skipped slot or less than 5 % of rest means
/// overload at once; two in a row without skipping and with a quarter of rest end it. The gap between the two keeps
/// the answer from flickering when doing less is what brought the relief.
/// </summary>
public sealed class OverloadGauge
{
    private const int FullPercent = 95;
    private const int CalmPercent = 75;
    private const int CalmSecondsToEnd = 2;

    private readonly long _second;
    private long _windowStart;
    private long _busy;
    private bool _skipped;
    private int _calmSeconds;

    /// <param name="frequency">Timestamp units per second.</param>
    /// <param name="start">Timestamp of the first window's start.</param>
    public OverloadGauge(long frequency, long start)
    {
        _second = frequency;
        _windowStart = start;
    }

    /// <summary>True while optional work should be left out.</summary>
    public bool IsOverloaded { get; private set; }

    /// <summary>Tells of one tick.</summary>
    /// <param name="end">Timestamp of its end.</param>
    /// <param name="duration">Its length in timestamp units.</param>
    /// <param name="skipped">Slots given up just before it.</param>
    public void Add(long end, long duration, long skipped)
    {
        _busy += duration;
        if (skipped != 0)
        {
            _skipped = true;
            IsOverloaded = true;
        }

        var length = end - _windowStart;
        if (length < _second)
            return;
        var full = _skipped || _busy * 100 >= length * FullPercent;
        var calm = !_skipped && _busy * 100 < length * CalmPercent;
        _calmSeconds = calm ? _calmSeconds + 1 : 0;
        if (full)
            IsOverloaded = true;
        else if (_calmSeconds >= CalmSecondsToEnd)
            IsOverloaded = false;
        _windowStart = end;
        _busy = 0;
        _skipped = false;
    }
}
