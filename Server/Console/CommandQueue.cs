using System.Collections.Concurrent;

namespace Ecs.Server.Console;

/// <summary>
/// Commands of other threads, each with a caller of its own: they are run between two ticks, as those of the console are, and whoever asked is told
/// the answer. Nobody on the tick's thread waits for anybody.
/// </summary>
public sealed class CommandQueue
{
    /// <summary>Commands that may wait for the tick; further ones are refused.</summary>
    public const int Limit = 64;

    private readonly ConcurrentQueue<Order> _orders = new();

    /// <summary>Any thread: the answer, when a tick has run the line; null when too many wait already.</summary>
    /// <param name="caller">Belongs to the tick's thread from here on, as long as an order of it waits.</param>
    /// <param name="line">As it was typed.</param>
    public Task<string>? TryOrder(CommandCaller caller, string line)
    {
        if (_orders.Count >= Limit)
            return null;
        var order = new Order(caller, line);
        _orders.Enqueue(order);
        return order.Answer.Task;
    }

    /// <summary>The tick's thread: runs what has come since the last tick. Allocates nothing when that is nothing.</summary>
    internal void Run(CommandRegistry registry)
    {
        for (var count = 0; count < ConsoleSession.LinesPerTick && _orders.TryDequeue(out var order); count++)
            order.Answer.TrySetResult(registry.Execute(order.Caller, order.Line));
    }

    private sealed record Order(CommandCaller Caller, string Line)
    {
        /// <summary>Whoever waits goes on elsewhere than on the tick's thread.</summary>
        public TaskCompletionSource<string> Answer { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
