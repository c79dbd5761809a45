using System.Diagnostics.CodeAnalysis;
using Ecs.Server.Files;
using Ecs.Server.Options;
using Ecs.Server.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace Ecs.Server.Host;

/// <summary>Makes the loggers: lines on standard error or in a file, written by a thread of their own and dropped when nobody takes them.</summary>
public static class LogFactory
{
    private const string TimeFormat = "yyyy-MM-ddTHH:mm:ss.fffZ ";

    /// <summary>On standard error, whatever the options say of a file.</summary>
    public static ILoggerFactory Create(LogOptions options) => LoggerFactory.Create(builder => Build(builder, options));

    /// <summary>As the options have it; false with one line when their file cannot be written.</summary>
    public static bool TryCreate(LogOptions options, [NotNullWhen(true)] out ILoggerFactory? logs, out string fault)
    {
        logs = null;
        fault = "";
        if (options.File.Length == 0)
        {
            logs = Create(options);
            return true;
        }

        try
        {
            var file = new LogFile(options.File, options.FileMegabytes * 1024L * 1024L, options.Files);
            logs = LoggerFactory.Create(builder =>
            {
                Build(builder, options);
                builder.Services.RemoveAll<ILoggerProvider>();
                builder.Services.AddSingleton<ILoggerProvider>(services => new FileLogs(file, FormatterOf(services, options.Format)));
            });
            return true;
        }
        catch (Exception denied) when (WriteFault.Is(denied) || denied is ArgumentException)
        {
            fault = $"{OptionTable.Spell("Log:File")}: cannot be written: {DisplayText.Clean(denied.Message, 200)}";
            return false;
        }
    }

    private static void Build(ILoggingBuilder builder, LogOptions options)
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
    }

    /// <summary>What makes lines of entries is the same for both.</summary>
    private static ConsoleFormatter FormatterOf(IServiceProvider services, LogFormat format)
    {
        var name = format == LogFormat.Json ? ConsoleFormatterNames.Json : ConsoleFormatterNames.Simple;
        return services.GetServices<ConsoleFormatter>().First(formatter => formatter.Name == name);
    }

    private static void Plain(SimpleConsoleFormatterOptions text)
    {
        text.SingleLine = true;
        text.ColorBehavior = LoggerColorBehavior.Disabled;
        text.UseUtcTimestamp = true;
        text.TimestampFormat = TimeFormat;
    }
}
