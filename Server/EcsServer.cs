using System.Runtime;
using System.Text;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Files;
using Ecs.Server.HealthChecks;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Replay;

namespace Ecs.Server;

/// <summary>
/// The entry of a server's program: reads the options, opens a <see cref="RunningServer"/> and runs it until somebody wants it to stop.
/// Standard output carries the ready line, console answers and the stopped line; everything else goes to standard error.
/// </summary>
public static class EcsServer
{
    /// <summary>Does what the command line says and returns the exit code; signals, console, recordings and replays included.</summary>
    /// <param name="arguments">As the program was given them.</param>
    /// <param name="configure">Adds the games that are played here, and doors beside the native one.</param>
    public static int Run(IReadOnlyList<string> arguments, Action<ServerParts> configure)
    {
        // Before anybody asks for a worker of the pool, which would otherwise spin for a millisecond after each timer and each socket's news:
        // an eighth of what a server with a quiet room costs.
        AppContext.SetData("System.Threading.ThreadPool.UnfairSemaphoreSpinLimit", "0");
        StandardStreams.Open();
        OneCulture.Use();
        FileSizeLimit.Refuse();
        var parts = new ServerParts();
        configure(parts);
        var line = ServerCommandLine.Parse(arguments, ReplayCommand.Create(parts.Games), ConfigCommand.Create(parts), HealthCommand.Create());

        // Nobody is told of the end of an answer: there the system's own meaning of a signal is the right one.
        if (line.IsQuestion)
            return StandardStreams.CodeOf(line.Answer());
        if (!HandleBudget.MayStart(HandleBudget.LimitOfProcess, out var fault))
            return Refuse(ExitCode.Missing, [fault]);
        var stop = new StopRequest();
        using var signals = new StopSignals(stop);
        var start = ServerStart.Read(line, parts.Known, RedisOpening.ReadSettings, out var code);
        return code == ExitCode.Ok ? Run(start, parts, stop, signals) : Refuse(code, [.. start.Faults, .. start.Warnings]);
    }

    private static int Run(StartOptions start, ServerParts parts, StopRequest stop, StopSignals signals)
    {
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        if (!LogFactory.TryCreate(start.Options.Log, out var logs, out var why))
            return Refuse(ExitCode.BadOption, [why]);
        using var everything = logs;
        using var metrics = new ServerMetrics();
        var code = RunningServer.TryOpen(start.Options, parts, metrics, logs, stop, out var server, out var fault);
        if (server is null)
            return Refuse(code, [fault]);
        using (server)
        {
            signals.StartIsOver();
            server.Warn(start.Warnings);
            server.Run();
        }

        return ExitCode.Ok;
    }

    private static int Refuse(int code, IReadOnlyList<string> faults)
    {
        var lines = new StringBuilder();
        foreach (var fault in faults)
            lines.Append(fault).Append('\n');
        System.Console.Error.Write(lines);
        return code;
    }
}
