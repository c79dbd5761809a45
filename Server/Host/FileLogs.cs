using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace Ecs.Server.Host;

/// <summary>Loggers whose lines go to a file.</summary>
/// <param name="file">Is disposed of with them.</param>
/// <param name="formatter">Makes the lines.</param>
internal sealed class FileLogs(LogFile file, ConsoleFormatter formatter) : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new FileLogger(categoryName, file, formatter);

    public void Dispose() => file.Dispose();

    private sealed class FileLogger(string category, LogFile file, ConsoleFormatter lines) : ILogger
    {
        [ThreadStatic]
        private static StringWriter? _writer;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var writer = _writer ??= new StringWriter();
            var text = writer.GetStringBuilder();
            text.Clear();
            lines.Write(new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), null, writer);
            if (text.Length != 0)
                file.Add(text.ToString());
        }
    }
}
