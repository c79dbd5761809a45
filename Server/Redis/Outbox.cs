using Ecs.Server.Metrics;

namespace Ecs.Server.Redis;

/// <summary>
/// States that wait to be written, at most one of each subject: a newer one takes the place of the older. Of too many the one that has waited
/// longest is dropped and counted. Used by one thread.
/// </summary>
/// <typeparam name="T">What a subject's state is.</typeparam>
internal sealed class Outbox<T>(int limit, RedisFigures figures)
{
    private readonly Dictionary<string, T> _states = new(StringComparer.Ordinal);
    private readonly Queue<string> _order = new();

    public int Count => _states.Count;

    public void Put(string subject, T state)
    {
        if (!_states.TryAdd(subject, state))
        {
            _states[subject] = state;
            return;
        }

        _order.Enqueue(subject);
        if (_states.Count > limit)
        {
            _states.Remove(_order.Dequeue());
            figures.AddDropped();
        }

        figures.Waiting = Count;
    }

    /// <summary>The first that wait, at most so many; they stay until <see cref="Remove"/>.</summary>
    public List<KeyValuePair<string, T>> Peek(int most) =>
        [.. _order.Take(most).Select(subject => KeyValuePair.Create(subject, _states[subject]))];

    /// <summary>The first so many are written.</summary>
    public void Remove(int count)
    {
        for (; count > 0; count--)
            _states.Remove(_order.Dequeue());
        figures.Waiting = Count;
    }
}
