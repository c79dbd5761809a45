namespace Ecs.Server.Metrics;

/// <summary>What the store of accounts did so far. Its worker writes, any thread may read.</summary>
public sealed class StoreFigures
{
    private long _saves;
    private long _failures;
    private long _refusals;
    private long _stale;
    private long _lost;
    private int _waiting;
    private bool _isDegraded;

    /// <summary>Characters whose save was committed.</summary>
    public long Saves => Volatile.Read(ref _saves);

    /// <summary>Commits that the store did not take; what was in them is tried again.</summary>
    public long Failures => Volatile.Read(ref _failures);

    /// <summary>Log-ins with a wrong name, password or token.</summary>
    public long Refusals => Volatile.Read(ref _refusals);

    /// <summary>Saves that were refused, since another server holds the character or has saved a newer one.</summary>
    public long Stale => Volatile.Read(ref _stale);

    /// <summary>Accounts that a store once had and has no longer.</summary>
    public long Lost => Volatile.Read(ref _lost);

    /// <summary>Characters that wait to be saved.</summary>
    public int Waiting
    {
        get => Volatile.Read(ref _waiting);
        set => Volatile.Write(ref _waiting, value);
    }

    /// <summary>Whether the last commit failed.</summary>
    public bool IsDegraded
    {
        get => Volatile.Read(ref _isDegraded);
        set => Volatile.Write(ref _isDegraded, value);
    }

    public void AddSaves(int characters) => Volatile.Write(ref _saves, _saves + characters);

    public void AddFailure() => Volatile.Write(ref _failures, _failures + 1);

    public void AddStale() => Interlocked.Increment(ref _stale);

    public void AddLost(long accounts) => Interlocked.Add(ref _lost, accounts);

    public void AddRefusal() => Volatile.Write(ref _refusals, _refusals + 1);
}
