using Ecs.Server.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Ecs.Server.Host;

/// <summary>Makes the loggers: lines on standard error, written by a thread of their own and dropped when nobody reads them.</summary>
public static class LogFactory
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    public static ILoggerFactory Create(LogOptions options) => LoggerFactory.Create(builder =>
    {
        builder.SetMinimumLevel(options.Level);
        if (options.Format == LogFormat.Json)
            builder.AddJsonConsole(static json => (json.UseUtcTimestamp, json.TimestampFormat) = (true, TimeFormat.TrimEnd()));
        else
            builder.AddSimpleConsole(Plain);
        builder.Services.Configure<ConsoleLoggerOptions>(static console =>
        {
            console.LogToStandardErrorThreshold = LogLevel.Trace;
            console.QueueFullMode = ConsoleLoggerQueueFullMode.DropWrite;
        });
    });

    private static void Plain(SimpleConsoleFormatterOptions text)
    {
        text.SingleLine = true;
        text.ColorBehavior = LoggerColorBehavior.Disabled;
        text.UseUtcTimestamp = true;
        text.TimestampFormat = TimeFormat;
    }
}
