using System.Diagnostics.CodeAnalysis;

namespace Ecs.Server.Base;

/// <summary>A queue that refuses what would be one too many.</summary>
/// <param name="limit">Items that may wait.</param>
public sealed class BoundedQueue<T>(int limit)
{
    private readonly Queue<T> _waiting = new();

    /// <summary>False when so many wait already.</summary>
    public bool TryAdd(T item)
    {
        var fits = _waiting.Count < limit;
        if (fits)
            _waiting.Enqueue(item);

        return fits;
    }

    public bool TryTake([MaybeNullWhen(false)] out T item) => _waiting.TryDequeue(out item);
}
