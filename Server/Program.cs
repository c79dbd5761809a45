using System.Runtime;
using System.Text;
using Ecs.Server.Base;
using Ecs.Server.Console;
using Ecs.Server.Files;
using Ecs.Server.Host;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Server.Replay;
using Ecs.Simulation;
using Ecs.Simulation.Games;
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
        StandardStreams.Open();
        OneCulture.Use();
        FileSizeLimit.Refuse();
        GameTable games = new GameTable().AddShipped();
        var line = ServerCommandLine.Parse(arguments, ReplayCommand.Create(games));

        // Nobody is told of the end of an answer: there the system's own meaning of a signal is the right one.
        if (line.IsQuestion)
            return StandardStreams.CodeOf(line.Answer());
        if (!HandleBudget.MayStart(HandleBudget.LimitOfProcess, out string fault))
            return Refuse(ExitCode.Missing, [fault]);
        var stop = new StopRequest();
        using var signals = new StopSignals(stop);
        StartOptions start = ServerStart.Read(line, DoorTable.Known(games), out int code);
        return code == ExitCode.Ok ? Run(start, games, stop, signals) : Refuse(code, [.. start.Faults, .. start.Warnings]);
    }

    private static int Run(StartOptions start, GameTable games, StopRequest stop, StopSignals signals)
    {
        GCSettings.LatencyMode = GCLatencyMode.SustainedLowLatency;
        using ILoggerFactory logs = LogFactory.Create(start.Options.Log);
        using var metrics = new ServerMetrics();
        int code = RunningServer.TryOpen(start.Options, games, metrics, logs, stop, out RunningServer? server, out string fault);
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
        foreach (string fault in faults)
            lines.Append(fault).Append('\n');
        System.Console.Error.Write(lines);
        return code;
    }
}
