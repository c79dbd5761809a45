using System.Runtime.ExceptionServices;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Pacing;

/// <summary>
/// The threads of a tick: the one that runs it, and helpers that take pieces of its work for as long as it waits for them. Between two
/// such moments the helpers sleep, so nothing of the server ever needs a lock: what one thread did before a piece is seen by it, and what it
/// did is seen by the tick after.
/// </summary>
/// <remarks>Warm it allocates nothing. What a helper throws, the tick throws.</remarks>
public sealed class TickThreads : IParallelRunner, IDisposable
{
    private readonly Thread[] _helpers;
    private readonly SemaphoreSlim _begin = new(0);
    private readonly SemaphoreSlim _end = new(0);
    private IParallelWork? _work;
    private ExceptionDispatchInfo? _failure;
    private int _pieces;
    private int _next;
    private int _busy;
    private long _allocated;
    private volatile bool _isDisposed;

    /// <param name="threads">The tick's own included, 1 or more.</param>
    public TickThreads(int threads)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threads);
        _helpers = new Thread[threads - 1];
        for (var index = 0; index < _helpers.Length; index++)
        {
            _helpers[index] = new Thread(Help) { Name = $"tick helper {index + 1}", IsBackground = true };
            _helpers[index].Start();
        }
    }

    /// <summary>As many as the machine has cores but one, which is left to the system and to the threads that wait for sockets and disks; at least 1.</summary>
    public static int Default => Math.Max(1, Environment.ProcessorCount - 1);

    public int Threads => _helpers.Length + 1;

    public void Run(IParallelWork work, int pieces)
    {
        var helpers = Math.Min(_helpers.Length, pieces - 1);
        if (helpers <= 0)
        {
            for (var piece = 0; piece < pieces; piece++)
                work.Do(piece);
            return;
        }

        (_work, _pieces, _next, _busy) = (work, pieces, 0, helpers);
        _begin.Release(helpers);
        TakePieces(work);
        _end.Wait();
        _work = null;
        if (_failure is { } failure)
        {
            _failure = null;
            failure.Throw();
        }
    }

    /// <summary>Bytes that helpers have allocated since it was last asked; between two ticks.</summary>
    public long TakeAllocatedBytes()
    {
        var allocated = _allocated;
        _allocated = 0;
        return allocated;
    }

    public void Dispose()
    {
        if (_isDisposed)
            return;
        _isDisposed = true;
        if (_helpers.Length > 0)
            _begin.Release(_helpers.Length);
        foreach (var helper in _helpers)
            helper.Join();
        _begin.Dispose();
        _end.Dispose();
    }

    private void Help()
    {
        while (true)
        {
            _begin.Wait();
            if (_isDisposed)
                return;
            var before = GC.GetAllocatedBytesForCurrentThread();
            TakePieces(_work!);
            Interlocked.Add(ref _allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            if (Interlocked.Decrement(ref _busy) == 0)
                _end.Release();
        }
    }

    private void TakePieces(IParallelWork work)
    {
        try
        {
            for (var piece = Interlocked.Increment(ref _next) - 1; piece < _pieces; piece = Interlocked.Increment(ref _next) - 1)
                work.Do(piece);
        }
        catch (Exception failure)
        {
            // Whatever it is belongs to the tick's thread, which waits for this one.
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
