using Ecs.Server.Base;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Base;

/// <summary>What others want done by the tick's thread. The test's thread is the tick's.</summary>
public sealed class TickCallsTests
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(1);

    [Fact]
    public async Task A_call_is_run_by_the_ticks_thread_and_answered()
    {
        var calls = new TickCalls();
        var answer = calls.AskAsync(static () => Environment.CurrentManagedThreadId, Patience.Limit);
        Assert.False(answer.IsCompleted);
        var tick = Environment.CurrentManagedThreadId;

        calls.Run();

        Assert.Equal(tick, await answer);
    }

    [Fact]
    public async Task What_a_call_throws_is_heard_by_whoever_asked_and_not_by_the_tick()
    {
        var calls = new TickCalls();
        var answer = calls.AskAsync<int>(static () => throw new InvalidOperationException("no"), Patience.Limit);

        calls.Run();

        Assert.Equal("no", (await Assert.ThrowsAsync<InvalidOperationException>(() => answer)).Message);
    }

    [Fact]
    public async Task Of_too_many_the_last_is_refused_at_once_and_a_tick_runs_few()
    {
        var calls = new TickCalls();
        var run = 0;
        Task<int>[] waiting = [.. Enumerable.Range(0, TickCalls.Limit).Select(_ => calls.AskAsync(() => ++run, Patience.Limit))];

        Assert.Null(calls.TryAskAsync(() => ++run, Patience.Limit));
        await Assert.ThrowsAsync<TimeoutException>(() => calls.AskAsync(() => ++run, Patience.Limit));
        calls.Run();
        Assert.Equal(TickCalls.PerTick, run);
        Assert.NotNull(calls.TryAskAsync(() => ++run, Patience.Limit));
        for (var tick = 1; tick <= TickCalls.Limit / TickCalls.PerTick; tick++)
            calls.Run();

        Assert.Equal(TickCalls.Limit + 1, run);
        Assert.Equal(Enumerable.Range(1, TickCalls.Limit), await Task.WhenAll(waiting));
    }

    [Fact]
    public async Task What_nobody_waits_for_any_more_is_not_begun_and_its_place_is_free_again()
    {
        var calls = new TickCalls();
        var run = 0;
        using var end = new CancellationTokenSource();
        var left = calls.AskAsync(() => ++run, Patience.Limit, end.Token);
        await end.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
        for (var call = 1; call < TickCalls.Limit; call++)
            await Assert.ThrowsAsync<TimeoutException>(() => calls.AskAsync(() => ++run, Soon));

        for (var tick = 0; tick < TickCalls.Limit / TickCalls.PerTick; tick++)
            calls.Run();

        Assert.Equal(0, run);
        var answer = calls.AskAsync(() => ++run, Patience.Limit);
        calls.Run();
        Assert.Equal(1, await answer);
    }
}
