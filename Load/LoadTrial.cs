using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Metrics;

namespace Ecs.Load;

/// <summary>One load on one server: what the clients measured, and what the server reported over the same seconds.</summary>
internal sealed class LoadTrial
{
    /// <summary>The report counts whole seconds: those that are measured must end before anybody leaves.</summary>
    private const int TailSeconds = 2;

    /// <summary>Places for others beside the clients.</summary>
    private const int Spare = 64;

    /// <summary>That a server may give: one for each seat.</summary>
    private const int PlacesMax = 4_096;

    public required LoadFigures Played { get; init; }

    /// <summary>The measured seconds of the server's own report, in their order; none of a server elsewhere.</summary>
    public IReadOnlyList<ReportRecord> Seconds { get; init; } = [];

    /// <summary>All of them as one; null of a server elsewhere.</summary>
    public ReportRecord? Server { get; init; }

    /// <summary>Starts a server, plays on it and stops it. An exit code with one line of fault when there is nothing to tell.</summary>
    /// <param name="options">Who plays, and how long.</param>
    /// <param name="server">The program of the server and its first arguments.</param>
    /// <param name="more">Arguments that follow those that a load needs.</param>
    /// <param name="trial">Null but with <see cref="ExitCode.Ok"/>.</param>
    /// <param name="fault">The line.</param>
    public static int TryRun(LoadOptions options, IReadOnlyList<string> server, IReadOnlyList<string> more, out LoadTrial? trial, out string fault)
    {
        trial = null;
        if (!LoadAccounts.TryRead(options, out var accounts, out fault))
            return ExitCode.BadOption;
        var processes = options.Processes(Environment.ProcessorCount, HandleBudget.LimitOfProcess, out fault);
        if (processes == 0)
            return ExitCode.Missing;

        var folder = Directory.CreateTempSubdirectory("ecs-load-");
        try
        {
            var report = Path.Combine(folder.FullName, "report.jsonl");
            var code = ServerChild.TryStartProgram(server[0], [.. server.Skip(1), .. Arguments(options, report), .. more], out var child, out fault);
            if (child is null)
                return code;

            using (child)
            {
                var played = Play(options, accounts, child.Address, processes, out var from);
                code = child.Stop();
                if (code != 0)
                    Console.Error.WriteLine($"the server ended with exit code {code}");
                if (played is null)
                    return Lost(out fault);

                var first = (int)Math.Floor((from - child.ReadyAt).TotalSeconds);
                var seconds = ReportFile.Read(report).Where(record => record.Kind == ReportRecord.SecondKind && record.Second > first && record.Second <= first + options.Seconds).ToArray();
                trial = new LoadTrial { Played = played, Seconds = seconds, Server = ReportFile.Combine(seconds, first, first + options.Seconds) };
                return ExitCode.Ok;
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    /// <summary>The same on a server that runs, which keeps its own figures to itself.</summary>
    public static int TryRun(LoadOptions options, IPEndPoint server, out LoadTrial? trial, out string fault)
    {
        trial = null;
        if (!LoadAccounts.TryRead(options, out var accounts, out fault))
            return ExitCode.BadOption;
        var processes = options.Processes(Environment.ProcessorCount, HandleBudget.LimitOfProcess, out fault);
        if (processes == 0)
            return ExitCode.Missing;
        if (Play(options, accounts, server, processes, out _) is not { } played)
            return Lost(out fault);

        trial = new LoadTrial { Played = played };
        return ExitCode.Ok;
    }

    private static int Lost(out string fault)
    {
        fault = "a process of clients has ended before its time";
        return ExitCode.Missing;
    }

    private static string[] Arguments(LoadOptions options, string report)
    {
        var places = Math.Min(options.Clients + Spare, PlacesMax).ToString(CultureInfo.InvariantCulture);
        return
        [
            "--port", "0", "--report", report, "--log-level", options.LogLevel,
            "--max-players", places, "--max-connections", places, "--max-connections-per-address", places,
        ];
    }

    private static LoadFigures? Play(LoadOptions options, LoadAccounts accounts, IPEndPoint server, int processes, out TimeSpan measuredFrom)
    {
        measuredFrom = default;
        var isComplete = LoadGenerator.TryStart(options, accounts, server, processes, out var generator);
        using (generator)
        {
            if (!isComplete)
                return null;
            var from = Stopwatch.GetTimestamp() + (options.WarmUpSeconds * Stopwatch.Frequency);
            measuredFrom = Stopwatch.GetElapsedTime(0, from);
            if (generator.Measure(from, options.Seconds, out var machineCpu) is not { } workers)
                return null;
            Thread.Sleep(TimeSpan.FromSeconds(TailSeconds));
            generator.Leave();
            return new LoadFigures(workers, generator.Connected, generator.JoinSeconds) { MachineCpuMsPerSecond = machineCpu };
        }
    }
}
