using System.Diagnostics;

namespace Ecs.Server.Admin;

/// <summary>What many ask for and the tick's thread is asked for ten times a second at most: who comes within that time is given the last answer.</summary>
/// <param name="ask">Asks.</param>
internal sealed class SharedAnswer<T>(Func<Task<T>> ask)
{
    private static readonly TimeSpan Age = TimeSpan.FromMilliseconds(100);

    private readonly Lock _gate = new();
    private Task<T>? _last;
    private long _at;

    public Task<T> GetAsync(CancellationToken end)
    {
        lock (_gate)
        {
            var isOld = _last is null || _last.IsFaulted || (_last.IsCompleted && Stopwatch.GetElapsedTime(_at) > Age);
            if (isOld)
                (_last, _at) = (ask(), Stopwatch.GetTimestamp());
            return _last!.WaitAsync(end);
        }
    }

    /// <summary>Something has changed: the next one asks anew.</summary>
    public void Forget()
    {
        lock (_gate)
            _last = null;
    }
}
