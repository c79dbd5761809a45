using System.Runtime;
using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Sessions;
using Microsoft.Extensions.Logging;

namespace Ecs.Server;

/// <summary>
/// What exists: reads the options, opens a <see cref="RunningServer"/> and runs it until somebody wants it to stop. Standard
/// output carries the ready line, console answers and the stopped line; everything else goes to standard error.
/// </summary>
internal static class Program
{
    private static int Main(string[] arguments)
    {
        var stop = new StopRequest();
        using var signals = new StopSignals(stop);
        var line = ServerCommandLine.Parse(arguments);
        if (line.IsQuestion)
            return line.Answer();
        if (line.Faults.Count != 0)
            return Refuse(ExitCode.BadOption, line.Faults);
        string? file = line.ConfigFile ?? DefaultSettingsFile();
        if (file is not null && !File.Exists(file))
            return Refuse(ExitCode.NoSuchFile, [$"--config: there is no file {DisplayText.Clean(file, 200)}"]);
        StartOptions start = OptionReader.Read(file, Variables(), line.Settings);
        return start.Faults.Count == 0 ? Run(start, stop) : Refuse(ExitCode.BadOption, start.Faults);
    }

    private static int Run(StartOptions start, StopRequest stop)
    {
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        using ILoggerFactory logs = LogFactory.Create(start.Options.Log);
        using var metrics = new ServerMetrics();
        int code = RunningServer.TryOpen(start.Options, metrics, logs, stop, out RunningServer? server, out string fault);
        if (server is null)
            return Refuse(code, [fault]);
        using (server)
        {
            server.Warn(start.Warnings);
            server.Run();
        }

        return ExitCode.Ok;
    }

    private static int Refuse(int code, IReadOnlyList<string> faults)
    {
        var lines = new StringBuilder();
        foreach (string fault in faults)
            lines.Append(fault).Append('\n');
        System.Console.Error.Write(lines);
        return code;
    }

    private static string? DefaultSettingsFile()
    {
        string beside = Path.Combine(AppContext.BaseDirectory, OptionReader.FileName);
        return File.Exists(OptionReader.FileName) ? OptionReader.FileName : File.Exists(beside) ? beside : null;
    }

    private static IEnumerable<KeyValuePair<string, string>> Variables()
    {
        foreach (System.Collections.DictionaryEntry variable in Environment.GetEnvironmentVariables())
            yield return new((string)variable.Key, (string?)variable.Value ?? "");
    }
}
