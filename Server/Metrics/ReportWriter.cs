using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Ecs.Server.Files;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Metrics;

/// <summary>
/// Appends a record to the report each second, on a thread of its own, and the summary when it is disposed of. A disk that
/// is full costs lines, never ticks.
/// </summary>
public sealed partial class ReportWriter : IDisposable
{
    /// <summary>How long the end waits for a disk that takes nothing.</summary>
    public static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly Stream _file;
    private readonly string _path;
    private readonly ReportSampler _sampler;
    private readonly ILogger _log;
    private readonly ReportRhythm _rhythm;
    private readonly ManualResetEventSlim _stopping = new();
    private readonly ArrayBufferWriter<byte> _line = new(8 * 1024);
    private readonly Utf8JsonWriter _json;
    private readonly Thread _thread;
    private bool _isBroken;

    private ReportWriter(Stream file, string path, ReportSampler sampler, TimeProvider time, ILogger log)
    {
        _file = file;
        _path = path;
        _sampler = sampler;
        _log = log;
        _json = new Utf8JsonWriter(_line);
        _rhythm = new ReportRhythm(time);
        _thread = new Thread(WriteAll) { IsBackground = true, Name = "report" };
        _thread.Start();
    }

    /// <summary>Empties or makes the file; false with a fault when that is not possible.</summary>
    public static bool TryOpen(string path, [NotNullWhen(true)] out FileStream? file, out string fault)
    {
        file = null;
        fault = "";
        try
        {
            file = AppendedFile.Create(path);
            return true;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            fault = exception.Message;
            return false;
        }
    }

    /// <summary>Begins to write; the first span begins now.</summary>
    /// <param name="file">Is disposed of with the writer.</param>
    /// <param name="path">For the log.</param>
    /// <param name="metrics">What is reported.</param>
    /// <param name="time">Its timestamps cut the spans.</param>
    /// <param name="log">Told once when lines begin to be lost.</param>
    public static ReportWriter Start(Stream file, string path, ServerMetrics metrics, TimeProvider time, ILogger log) =>
        new(file, path, new ReportSampler(metrics, time, ProcessFigures.Read), time, log);

    /// <summary>Writes what is left of the last second and the summary, and closes the file.</summary>
    public void Dispose()
    {
        _stopping.Set();

        // A thread that still waits for its disk keeps what it needs; it does not keep the process.
        if (!_thread.Join(StopPatience))
        {
            LogBroken(_log, _path, "the file takes nothing");
            return;
        }

        _stopping.Dispose();
        _json.Dispose();
        _file.Dispose();
    }

    private void WriteAll()
    {
        bool isLast;
        do
        {
            _stopping.Wait(_rhythm.NextIn());

            // Asked before the span is taken: the last one then holds every tick, however late the end was asked for.
            isLast = _stopping.IsSet;
            var record = _sampler.TakeSecond();
            if (record.TicksRun != 0 || !isLast)
                Write(record);
        }
        while (!isLast);

        Write(_sampler.Summarise());
    }

    private void Write(ReportRecord record)
    {
        try
        {
            _file.Write(LineOf(record));
            _file.Flush();
            _isBroken = false;
        }
        catch (Exception exception) when (WriteFault.Is(exception))
        {
            if (!_isBroken)
                LogBroken(_log, _path, exception.Message);
            _isBroken = true;
        }
    }

    /// <summary>Valid until the next; a line each second for months is to leave nothing behind.</summary>
    private ReadOnlySpan<byte> LineOf(ReportRecord record)
    {
        _line.ResetWrittenCount();

        // A disk may have taken the beginning of the line before: what follows does not continue it.
        if (_isBroken)
            _line.Write("\n"u8);
        _json.Reset(_line);
        ReportFile.Write(_json, record);
        _json.Flush();
        _line.Write("\n"u8);
        return _line.WrittenSpan;
    }

    [LoggerMessage(120, LogLevel.Warning, "The report {Path} loses lines: {Fault}")]
    private static partial void LogBroken(ILogger log, string path, string fault);
}
