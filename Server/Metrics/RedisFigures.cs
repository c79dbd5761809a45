namespace Ecs.Server.Metrics;

/// <summary>What was asked of a Redis so far. Any thread.</summary>
public sealed class RedisFigures
{
    private readonly HashSet<string> _down = [];
    private long _calls;
    private long _failures;
    private long _openings;
    private long _dropped;
    private int _waiting;

    /// <summary>Calls that were answered.</summary>
    public long Calls => Volatile.Read(ref _calls);

    /// <summary>Calls and connections that were not, or with an error.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>How often the breaker opened.</summary>
    public long Openings => Volatile.Read(ref _openings);

    /// <summary>States that were never written, since too many others waited.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    /// <summary>States that wait to be written.</summary>
    public int Waiting
    {
        get => Volatile.Read(ref _waiting);
        set => Volatile.Write(ref _waiting, value);
    }

    /// <summary>Whether something that is written there is not taken now.</summary>
    public bool IsDown
    {
        get
        {
            lock (_down)
                return _down.Count != 0;
        }
    }

    public void AddCall() => Interlocked.Increment(ref _calls);

    public void AddFailure() => Interlocked.Increment(ref _failures);

    public void AddOpening() => Interlocked.Increment(ref _openings);

    public void AddDropped() => Interlocked.Increment(ref _dropped);

    /// <param name="use">What is written.</param>
    /// <param name="isDown">Whether it is not taken.</param>
    public void SetDown(string use, bool isDown)
    {
        lock (_down)
        {
            if (isDown)
                _down.Add(use);
            else
                _down.Remove(use);
        }
    }
}
