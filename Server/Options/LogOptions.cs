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

/// <summary>What is logged, and where.</summary>
public sealed record LogOptions
{
    public const int FileMegabytesMax = 1024 * 1024;
    public const int FilesMax = 1000;

    /// <summary>Lines below it are not written.</summary>
    public LogLevel Level { get; init; } = LogLevel.Information;

    public LogFormat Format { get; init; } = LogFormat.Text;

    /// <summary>Instead of standard error; empty = none.</summary>
    public string File { get; init; } = "";

    /// <summary>Beyond so many the file gets a number behind its name and a new one begins, 1 to <see cref="FileMegabytesMax"/>.</summary>
    public int FileMegabytes { get; init; } = 64;

    /// <summary>Files with a number that are kept, 0 to <see cref="FilesMax"/>.</summary>
    public int Files { get; init; } = 5;

    internal void Check(OptionFaults faults)
    {
        faults.CheckRange("Log:FileMegabytes", FileMegabytes, 1, FileMegabytesMax);
        faults.CheckRange("Log:Files", Files, 0, FilesMax);
    }
}
