using Microsoft.Extensions.Logging;

namespace Ecs.Server.Options;

/// <summary>How a log line looks.</summary>
public enum LogFormat
{
    /// <summary>One line of text each.</summary>
    Text,

    /// <summary>One JSON object per line.</summary>
    Json,
}

/// <summary>What goes to standard error.</summary>
public sealed record LogOptions
{
    /// <summary>Lines below it are not written.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    public LogFormat Format { get; init; } = LogFormat.Text;
}
