using System.Numerics;

namespace Ecs.Protocol.Replicas;

/// <summary>
/// The views that one receiver may hold, oldest first. Their entries lie one view behind the other in a ring, so that a few long views take
/// the place of many short ones; it allocates only when more is on the way than ever before.
/// </summary>
internal sealed class SentRing
{
    /// <summary>A second of thirty entities in view.</summary>
    private const int FewestEntries = 1024;
    private const int FewestViews = 16;

    private readonly List<SentView> _views = new(FewestViews);
    private readonly Stack<SentView> _spare = new(FewestViews);
    private ViewEntry[] _entries = new ViewEntry[FewestEntries];

    public SentRing()
    {
        for (var number = 0; number < FewestViews; number++)
            _spare.Push(new SentView());
    }

    public int Count => _views.Count;

    public SentView this[int index] => _views[index];

    /// <summary>Adds a view that is empty and has room for so many entries.</summary>
    public SentView Add(int most)
    {
        // A place of its own even for nothing: who begins before the oldest lies behind the newest, round the end of the ring.
        most = Math.Max(1, most);
        if (!TryPlace(most, out var first))
            first = Grow(most);

        var view = _spare.TryPop(out var spare) ? spare : new SentView();
        view.Begin(_entries, first);
        _views.Add(view);
        return view;
    }

    /// <summary>Forgets so many of the oldest.</summary>
    public void Forget(int count)
    {
        for (var index = 0; index < count; index++)
            _spare.Push(_views[index]);
        _views.RemoveRange(0, count);
    }

    private bool TryPlace(int most, out int first)
    {
        first = 0;
        if (_views.Count == 0)
            return most <= _entries.Length;

        var (oldest, newest) = (_views[0].First, _views[^1]);
        first = newest.First + newest.Count;
        if (newest.First < oldest)
            return first + most <= oldest;
        if (first + most <= _entries.Length)
            return true;

        first = 0;
        return most <= oldest;
    }

    /// <summary>All move to a longer ring; returns where the next begins.</summary>
    private int Grow(int most)
    {
        var used = 0;
        foreach (var view in _views)
            used += Math.Max(1, view.Count);

        var entries = new ViewEntry[Math.Max(_entries.Length * 2, (int)BitOperations.RoundUpToPowerOf2((uint)(used + most)))];
        var next = 0;
        foreach (var view in _views)
        {
            view.Move(entries, next);
            next += view.Count;
        }

        _entries = entries;
        return next;
    }
}
