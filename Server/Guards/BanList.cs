using System.Net;

namespace Ecs.Server.Guards;

/// <summary>
/// Who may not come in. A ban ends by the clock that only goes forward; where it began in another process, what is left of it is what the wall
/// clock says at the start. Any thread may look.
/// </summary>
/// <param name="now">Time that only goes forward.</param>
/// <param name="wall">Of which only the time of day is read, where a ban is made or read.</param>
public sealed class BanList(Func<TimeSpan> now, TimeProvider wall)
{
    /// <summary>Bans at once; one more is refused.</summary>
    public const int Limit = 10_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(bool IsAddress, string Subject), (Ban Ban, TimeSpan End)> _bans = [];

    /// <summary>Is told of each ban that is made or lifted, on the thread that does it: false when it is lifted. Null where none outlives the process.</summary>
    public Action<Ban, bool>? Keep { get; set; }

    /// <summary>Seconds since 1970.</summary>
    public long WallSeconds => wall.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>All that have not ended, by whom they concern.</summary>
    public IReadOnlyList<Ban> All
    {
        get
        {
            lock (_gate)
                return [.. _bans.Values.Where(entry => entry.End > now()).Select(static entry => entry.Ban).OrderBy(static ban => ban.Subject, StringComparer.Ordinal)];
        }
    }

    /// <summary>Makes a ban, in place of one of the same; false when there are too many.</summary>
    public bool TryAdd(Ban ban)
    {
        if (!TryRestore(ban))
            return false;
        Keep?.Invoke(ban, true);
        return true;
    }

    /// <summary>Like <see cref="TryAdd"/>, of a ban that is kept already.</summary>
    public bool TryRestore(Ban ban)
    {
        var left = ban.Until == 0 ? TimeSpan.MaxValue : TimeSpan.FromSeconds(Math.Max(0, ban.Until - WallSeconds));
        lock (_gate)
        {
            if (_bans.Count >= Limit)
                Purge();
            if (_bans.Count >= Limit && !_bans.ContainsKey(KeyOf(ban)))
                return false;
            _bans[KeyOf(ban)] = (ban, left == TimeSpan.MaxValue ? left : now() + left);
            return true;
        }
    }

    /// <summary>Lifts the ban of a name, an account or an address; null when there is none.</summary>
    public Ban? Remove(bool isAddress, string subject)
    {
        Ban? lifted = null;
        lock (_gate)
        {
            if (_bans.Remove((isAddress, subject), out var entry))
                lifted = entry.Ban;
        }

        if (lifted is not null)
            Keep?.Invoke(lifted, false);
        return lifted;
    }

    /// <summary>Like <see cref="Remove"/>, of a ban that is no longer kept.</summary>
    public void Forget(Ban ban)
    {
        lock (_gate)
            _bans.Remove(KeyOf(ban));
    }

    /// <summary>Whether it is just this one that is there.</summary>
    public bool Holds(Ban ban)
    {
        lock (_gate)
            return _bans.TryGetValue(KeyOf(ban), out var entry) && entry.Ban == ban;
    }

    /// <summary>The ban that keeps somebody out, or null.</summary>
    /// <param name="source">Where from; null where that is not known.</param>
    /// <param name="name">The folded name that is asked for; empty for none yet.</param>
    public Ban? Find(IPAddress? source, string name = "")
    {
        lock (_gate)
        {
            // Nearly always; and then it costs nothing.
            if (_bans.Count == 0)
                return null;
            return (source is null ? null : Find((true, Ban.SubjectOf(source)))) ?? (name.Length == 0 ? null : Find((false, name)));
        }
    }

    private Ban? Find((bool IsAddress, string Subject) key)
    {
        if (!_bans.TryGetValue(key, out var entry))
            return null;
        if (entry.End > now())
            return entry.Ban;
        _bans.Remove(key);
        Keep?.Invoke(entry.Ban, false);
        return null;
    }

    private void Purge()
    {
        foreach ((var key, var entry) in _bans)
        {
            if (entry.End <= now())
                _bans.Remove(key);
        }
    }

    private static (bool IsAddress, string Subject) KeyOf(Ban ban) => (ban.Kind == BanKind.Address, ban.Subject);
}
