using Ecs.Server.Guards;

namespace Ecs.Server.Storage.Accounts;

/// <summary>
/// Tells doors which names are registered and who is banned: all of it at the start and, where several servers share the store, every two
/// seconds what has changed. On the worker's thread.
/// </summary>
/// <param name="store">Where it is asked.</param>
/// <param name="queue">Of saves, whose gate is held while an account is forgotten.</param>
/// <param name="online">Who plays.</param>
/// <param name="admission">What doors ask.</param>
/// <param name="time">For the pauses.</param>
internal sealed class StoreNews(IStore store, SaveQueue queue, OnlineCharacters online, Admission admission, TimeProvider time)
{
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(2);

    private readonly List<StoreChange> _changes = [];
    private readonly long _started = time.GetTimestamp();
    private TimeSpan _next = Period;
    private bool _hasAll;
    private bool _hasBegun;

    /// <summary>Time until it is asked again; zero or less when now, and never where nobody else writes.</summary>
    public TimeSpan Due => store.IsShared ? _next - time.GetElapsedTime(_started) : TimeSpan.MaxValue;

    /// <summary>False when the store does not say it.</summary>
    public bool Hear()
    {
        _next = time.GetElapsedTime(_started) + Period;
        _changes.Clear();
        var result = store.VisitChanges(_changes.Add);
        _hasAll &= result != StoreResult.Missing;
        if (!_hasAll)
            _hasAll = store.VisitKeys(admission.Registered.Add) == StoreResult.Done && store.VisitBans(Keep) == StoreResult.Done;
        _hasBegun = true;
        foreach (var change in _changes)
            Take(change);
        return _hasAll && result != StoreResult.Unavailable;
    }

    private void Take(StoreChange change)
    {
        if (change is { Ban: { } ban, IsMade: true })
            Keep(ban);
        else if (change.Ban is { } lifted)
            admission.Bans.Forget(lifted);
        else if (change.IsMade)
            admission.Registered.Add(change.Account);
        else if (change.IsOwn)
            admission.Registered.Remove(change.Account);
        else
            Forget(change.Account);
    }

    /// <summary>Who is here and was not banned yet goes; at the start nobody is.</summary>
    private void Keep(Ban ban)
    {
        if (!admission.Bans.Holds(ban) && admission.Bans.TryRestore(ban) && _hasBegun)
            admission.SendAway(ban);
    }

    private void Forget(string account)
    {
        lock (queue.Gate)
            online.Forget(account);
        admission.Forget(account);
    }
}
