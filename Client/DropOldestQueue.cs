namespace Ecs.Client;

/// <summary>First in, first out, at most so many: when full, the oldest goes and is counted. Allocates once.</summary>
/// <typeparam name="T">What waits.</typeparam>
public sealed class DropOldestQueue<T>
{
    private readonly T[] _items;
    private int _first;

    public DropOldestQueue(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        _items = new T[limit];
    }

    public int Count { get; private set; }

    /// <summary>Items that nobody took in time.</summary>
    public long Dropped { get; private set; }

    public bool TryTake([System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out T item)
    {
        if (Count == 0)
        {
            item = default;
            return false;
        }

        item = _items[_first];
        _items[_first] = default!;
        _first = (_first + 1) % _items.Length;
        Count--;
        return true;
    }

    internal void Add(in T item)
    {
        if (Count == _items.Length)
        {
            _first = (_first + 1) % _items.Length;
            Count--;
            Dropped++;
        }

        _items[(_first + Count) % _items.Length] = item;
        Count++;
    }
}
