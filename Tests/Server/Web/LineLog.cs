using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Ecs.Tests.Server.Web;

/// <summary>Keeps the lines that an operator would read, from any thread.</summary>
internal sealed class LineLog : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        Lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
}
