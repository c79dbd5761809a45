using System.Diagnostics.CodeAnalysis;
using System.Text;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Metrics;

/// <summary>
/// Appends a record to the report each second, on a thread of its own, and the summary when it is disposed of. A disk that
/// is full costs lines, never ticks.
/// </summary>
public sealed partial class ReportWriter : IDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    private readonly FileStream _file;
    private readonly ReportSampler _sampler;
    private readonly TimeProvider _time;
    private readonly ILogger _log;
    private readonly ManualResetEventSlim _stopping = new();
    private readonly Thread _thread;
    private bool _isBroken;

    private ReportWriter(FileStream file, ReportSampler sampler, TimeProvider time, ILogger log)
    {
        _file = file;
        _sampler = sampler;
        _time = time;
        _log = log;
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
            file = new FileStream(path, FileMode.Create, FileAccess.Write, FileShare.Read);
            return true;
        }
        catch (Exception exception)
            when (exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException)
        {
            fault = exception.Message;
            return false;
        }
    }

    /// <summary>Begins to write; the first span begins now. The writer owns the file.</summary>
    public static ReportWriter Start(FileStream file, ServerMetrics metrics, TimeProvider time, ILogger log) =>
        new(file, new ReportSampler(metrics, time, ProcessFigures.Read), time, log);

    /// <summary>Writes what is left of the last second and the summary, and closes the file.</summary>
    public void Dispose()
    {
        _stopping.Set();
        _thread.Join();
        _stopping.Dispose();
        _file.Dispose();
    }

    private void WriteAll()
    {
        long started = _time.GetTimestamp();
        for (int second = 1; !_stopping.IsSet; second++)
        {
            TimeSpan left = (Interval * second) - _time.GetElapsedTime(started);
            if (left > TimeSpan.Zero)
                _stopping.Wait(left);
            ReportRecord record = _sampler.TakeSecond();
            if (record.TicksRun != 0 || !_stopping.IsSet)
                Write(record);
        }

        Write(_sampler.Summarise());
    }

    private void Write(ReportRecord record)
    {
        try
        {
            _file.Write(Encoding.UTF8.GetBytes(ReportFile.ToLine(record) + "\n"));
            _file.Flush();
            _isBroken = false;
        }
        catch (IOException exception)
        {
            if (!_isBroken)
                LogBroken(_log, _file.Name, exception.Message);
            _isBroken = true;
        }
    }

    [LoggerMessage(120, LogLevel.Warning, "The report {Path} loses lines: {Fault}")]
    private static partial void LogBroken(ILogger log, string path, string fault);
}
