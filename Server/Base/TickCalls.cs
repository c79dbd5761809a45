using System.Collections.Concurrent;

namespace Ecs.Server.Base;

/// <summary>
/// What other threads want done by the tick's thread, between two ticks: whoever asks awaits the answer for a while, and the tick waits for nobody. What
/// nobody awaits any more is not begun.
/// </summary>
public sealed class TickCalls
{
    /// <summary>Calls that may wait; one more is refused.</summary>
    public const int Limit = 64;

    /// <summary>Calls of one tick.</summary>
    public const int PerTick = 8;

    private readonly ConcurrentQueue<Call> _waiting = new();
    private int _count;

    /// <summary>Any thread. The answer, or what the call threw.</summary>
    /// <param name="question">Runs on the tick's thread, which has nothing else to do meanwhile: short.</param>
    /// <param name="patience">The call is given up after so long.</param>
    /// <param name="end">Nobody wants the answer any more.</param>
    /// <exception cref="TimeoutException">Too many calls wait, or the tick did not come to it.</exception>
    /// <exception cref="OperationCanceledException">Nobody wants the answer any more.</exception>
    public Task<T> AskAsync<T>(Func<T> question, TimeSpan patience, CancellationToken end = default) =>
        TryAskAsync(question, patience, end) ?? Task.FromException<T>(new TimeoutException("too many calls wait for the tick"));

    /// <summary>Likewise, for those who have something to say to too many calls: null then.</summary>
    public Task<T>? TryAskAsync<T>(Func<T> question, TimeSpan patience, CancellationToken end = default)
    {
        if (Interlocked.Increment(ref _count) > Limit)
        {
            Interlocked.Decrement(ref _count);
            return null;
        }

        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var call = new Call(() => Answer(question, answer));
        _waiting.Enqueue(call);
        return WaitAsync(call, answer.Task, patience, end);
    }

    /// <summary>The tick's thread, between two ticks. Allocates nothing when nothing waits.</summary>
    public void Run()
    {
        for (var run = 0; run < PerTick && _waiting.TryDequeue(out var call); run++)
        {
            Interlocked.Decrement(ref _count);
            call.Run();
        }
    }

    private static async Task<T> WaitAsync<T>(Call call, Task<T> answer, TimeSpan patience, CancellationToken end)
    {
        try
        {
            return await answer.WaitAsync(patience, end).ConfigureAwait(false);
        }
        finally
        {
            call.GiveUp();
        }
    }

    private static void Answer<T>(Func<T> question, TaskCompletionSource<T> answer)
    {
        try
        {
            answer.SetResult(question());
        }
        catch (Exception fault)
        {
            // Whoever asked hears of it; the game is not theirs to end.
            answer.SetException(fault);
        }
    }

    /// <summary>Begun or given up, whichever comes first.</summary>
    private sealed class Call(Action run)
    {
        private int _isTaken;

        public void Run()
        {
            if (Interlocked.Exchange(ref _isTaken, 1) == 0)
                run();
        }

        public void GiveUp() => Interlocked.Exchange(ref _isTaken, 1);
    }
}
