namespace Ecs.Benchmarks.Doors;

/// <summary>So many times a second from time zero, made up for after a late frame.</summary>
internal struct Pace(double perSecond)
{
    private long _done;

    /// <summary>How many are due at this time and have not been given out.</summary>
    public int Due(TimeSpan now)
    {
        var due = (long)(now.TotalSeconds * perSecond);
        var left = due - _done;
        _done = due;
        return (int)left;
    }
}
