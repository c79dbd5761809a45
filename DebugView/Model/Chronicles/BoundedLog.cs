namespace Ecs.DebugView.Model.Chronicles;

/// <summary>A list that forgets its oldest entries and can be cut when time goes back. Entries come in rising order.</summary>
public sealed class BoundedLog<T>(int limit, Func<T, long> numberOf)
{
    private readonly T[] _entries = new T[limit];
    private long _first;
    private long _end;

    public int Count => (int)(_end - _first);

    /// <summary>The n-th entry, 0 being the oldest that is kept.</summary>
    public ref readonly T this[int index] => ref _entries[(_first + index) % _entries.Length];

    public void Add(in T entry)
    {
        _entries[_end % _entries.Length] = entry;
        _end++;
        _first = Math.Max(_first, _end - _entries.Length);
    }

    /// <summary>Forgets what belongs to frames after this one.</summary>
    public void CutAfter(long number)
    {
        while (_end > _first && numberOf(_entries[(_end - 1) % _entries.Length]) > number)
            _end--;
    }

    /// <summary>How many entries, from the oldest on, belong to frames up to this one.</summary>
    public int CountUpTo(long number)
    {
        var low = 0;
        var high = Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (numberOf(this[middle]) <= number)
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    public void Clear() => _first = _end = 0;
}
