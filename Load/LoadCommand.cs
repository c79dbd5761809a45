using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Metrics;

namespace Ecs.Load;

/// <summary>
/// What does a server cost with N real clients, and how soon do they see what they did? Starts a server as a child process,
/// or takes one that runs, and plays with UDP clients from as many processes as they need. The server's figures are its own.
/// </summary>
public static class LoadCommand
{
    private const int WarmUpSeconds = 4;

    /// <summary>The report counts whole seconds: those that are measured must end before anybody leaves.</summary>
    private const int TailSeconds = 2;

    /// <summary>Places for others beside the clients.</summary>
    private const int Spare = 64;

    /// <param name="program">The server that is started: a file, or a name beside this program.</param>
    /// <param name="anchor">
    /// For so many clients the program and first arguments of the server of the scene "anchor". Without it there is no such scene.
    /// </param>
    public static Command Create(string program = "Ecs.Server.dll", Func<int, IReadOnlyList<string>>? anchor = null)
    {
        var clients = new Option<int>("--clients") { Description = $"Real UDP clients, 1 to {LoadOptions.ClientsMax}", DefaultValueFactory = _ => 32 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds, after 4 of warm-up", DefaultValueFactory = _ => 20 };
        var address = new Option<string?>("--address") { Description = "HOST:PORT of a server that runs already; its own figures are null then" };
        var names = new Option<string>("--names")
        {
            Description = "What the clients' names begin with; two loads on one server need two",
            DefaultValueFactory = _ => "load",
        };
        var processes = new Option<int>("--processes")
        {
            Description = $"Processes that play the clients, 1 to {LoadOptions.ProcessesMax}; 0 for as many as clients and cores suggest",
        };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var server = new Option<string[]>("--server-option")
        {
            Description = "Handed to the server that is started, for example --server-option=--bots=16; may be repeated",
            DefaultValueFactory = _ => [],
        };
        var scene = new Option<LoadScene>("--scene")
        {
            Description = "arena: to and fro, shooting; anchor: a player per 100 square units, two bullets each, another direction every 0.5 to 1.5 s",
            Hidden = anchor is null,
        };
        var worker = new Option<string?>("--worker") { Hidden = true };
        var command = new Command("load", "Plays on a server with real UDP clients") { clients, seconds, address, names, processes, json, server, scene, worker };
        command.SetAction(parsed =>
        {
            var options = new LoadOptions
            {
                Clients = Math.Clamp(parsed.GetValue(clients), 1, LoadOptions.ClientsMax),
                WishedProcesses = Math.Clamp(parsed.GetValue(processes), 0, LoadOptions.ProcessesMax),
                Seconds = Math.Clamp(parsed.GetValue(seconds), 1, 3600),
                Names = parsed.GetValue(names) ?? "",
                Scene = parsed.GetValue(scene),
                Json = parsed.GetValue(json),
                Command = WorkerProcess.ThisCommand(parsed.CommandResult.Command),
            };
            IPEndPoint? place = null;
            if (parsed.GetValue(address) is { } text && (!IPEndPoint.TryParse(text, out place) || place.Port == 0))
                return Refuse(ExitCode.BadOption, $"--address: {text} is no IP address with a port");
            if (parsed.GetValue(worker) is { } share)
                return Work(options, place, share);
            if (options.Scene == LoadScene.Anchor && anchor is null && place is null)
                return Refuse(ExitCode.BadOption, "--scene: there is no server of the scene anchor here");

            var folder = Directory.CreateTempSubdirectory("ecs-load-");
            try
            {
                var commandLine = options.Scene == LoadScene.Anchor && place is null ? anchor!(options.Clients) : [program];
                return Run(options, place, [.. commandLine, .. ServerArguments(options, folder), .. parsed.GetValue(server) ?? []], folder);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        });
        return command;
    }

    /// <summary>One of the processes of a load, which another one tells what to do.</summary>
    private static int Work(LoadOptions options, IPEndPoint? place, string text)
    {
        if (place is null || !LoadShare.TryParse(text, out var share))
            return Refuse(ExitCode.BadOption, "--worker: needs FIRST/COUNT/ALL and --address");
        using var run = new LoadRun(place, options.Names, share, options.Scene);
        WorkerProcess.Serve(run);
        return ExitCode.Ok;
    }

    private static string ReportIn(DirectoryInfo folder) => Path.Combine(folder.FullName, "report.jsonl");

    private static string[] ServerArguments(LoadOptions options, DirectoryInfo folder)
    {
        var places = (options.Clients + Spare).ToString(CultureInfo.InvariantCulture);
        return
        [
            "--port", "0", "--report", ReportIn(folder), "--log-level", "warning",
            "--max-players", places, "--max-connections", places, "--max-connections-per-address", places,
        ];
    }

    private static int Run(LoadOptions options, IPEndPoint? place, IReadOnlyList<string> server, DirectoryInfo folder)
    {
        var processes = options.Processes(Environment.ProcessorCount, HandleBudget.LimitOfProcess, out var fault);
        if (processes == 0)
            return Refuse(ExitCode.Missing, fault);
        if (place is not null)
            return Play(options, place, processes, out _) is { } played ? Report(options, played, null) : LostWorker();

        var code = ServerChild.TryStartProgram(server[0], [.. server.Skip(1)], out var child, out fault);
        if (child is null)
            return Refuse(code, fault);

        using (child)
        {
            var played = Play(options, child.Address, processes, out var from);
            code = child.Stop();
            if (code != 0)
                Console.Error.WriteLine($"the server ended with exit code {code}");
            if (played is null)
                return LostWorker();

            var first = (int)Math.Floor((from - child.ReadyAt).TotalSeconds);
            return Report(options, played, ReportFile.Combine(ReportFile.Read(ReportIn(folder)), first, first + options.Seconds));
        }
    }

    private static int Refuse(int code, string fault)
    {
        Console.Error.WriteLine(fault);
        return code;
    }

    private static int LostWorker() => Refuse(ExitCode.Missing, "a process of clients has ended before its time");

    private static LoadFigures? Play(LoadOptions options, IPEndPoint server, int processes, out TimeSpan measuredFrom)
    {
        measuredFrom = default;
        var isComplete = LoadGenerator.TryStart(options, server, processes, out var generator);
        using (generator)
        {
            if (!isComplete)
                return null;
            var from = Stopwatch.GetTimestamp() + (WarmUpSeconds * Stopwatch.Frequency);
            measuredFrom = Stopwatch.GetElapsedTime(0, from);
            if (generator.Measure(from, options.Seconds) is not { } workers)
                return null;
            Thread.Sleep(TimeSpan.FromSeconds(TailSeconds));
            generator.Leave();
            return new LoadFigures(workers, generator.Connected, generator.JoinSeconds);
        }
    }

    private static int Report(LoadOptions options, LoadFigures played, ReportRecord? server)
    {
        Figures.Tell(played.Tell(options, server), options.Json);
        return played.Connected == options.Clients && played.Disconnects == 0 ? 0 : 1;
    }
}
