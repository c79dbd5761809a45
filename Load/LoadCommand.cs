using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Ecs.Server.Metrics;

namespace Ecs.Load;

/// <summary>
/// What does a server cost with N real clients, and how soon do they see what they did? Starts a server as a child process,
/// or takes one that runs, and plays with UDP clients from this process. The server's figures are its own.
/// </summary>
public static class LoadCommand
{
    private const int WarmUpSeconds = 4;

    /// <summary>The report counts whole seconds: those that are measured must end before anybody leaves.</summary>
    private const double TailSeconds = 2;

    /// <param name="program">The server that is started: a file, or a name beside this program.</param>
    public static Command Create(string program = "Ecs.Server.dll")
    {
        var clients = new Option<int>("--clients") { Description = "Real UDP clients, 1 to 500", DefaultValueFactory = _ => 32 };
        var seconds = new Option<int>("--seconds") { Description = "Measured seconds, after 4 of warm-up", DefaultValueFactory = _ => 20 };
        var address = new Option<string?>("--address") { Description = "HOST:PORT of a server that runs already; its own figures are null then" };
        var names = new Option<string>("--names")
        {
            Description = "What the clients' names begin with; two loads on one server need two",
            DefaultValueFactory = _ => "load",
        };
        var json = new Option<FileInfo?>("--json") { Description = "Write the figures to this file" };
        var server = new Option<string[]>("--server-option")
        {
            Description = "Handed to the server that is started, for example --server-option=--bots=16; may be repeated",
            DefaultValueFactory = _ => [],
        };
        var command = new Command("load", "Plays on a server with real UDP clients") { clients, seconds, address, names, json, server };
        command.SetAction(parsed => Run(
            program,
            Math.Clamp(parsed.GetValue(clients), 1, 500),
            Math.Clamp(parsed.GetValue(seconds), 1, 3600),
            parsed.GetValue(address),
            parsed.GetValue(names) ?? "",
            parsed.GetValue(json),
            parsed.GetValue(server) ?? []));
        return command;
    }

    private static int Run(string program, int clients, int seconds, string? address, string names, FileInfo? json, string[] serverOptions)
    {
        if (address is not null)
        {
            if (!IPEndPoint.TryParse(address, out var place) || place.Port == 0)
            {
                Console.Error.WriteLine($"--address: {address} is no IP address with a port");
                return 78;
            }

            return Report(Play(place, names, clients, seconds, out _), null, clients, seconds, json);
        }

        var reportPath = Path.Combine(Path.GetTempPath(), $"ecs-load-{Environment.ProcessId}.jsonl");
        try
        {
            using var child = ServerChild.StartProgram(program, [
                "--port", "0", "--report", reportPath, "--log-level", "warning",
                "--max-players", (clients + 64).ToString(CultureInfo.InvariantCulture),
                "--max-connections", (clients + 64).ToString(CultureInfo.InvariantCulture),
                .. serverOptions,
            ]);
            var played = Play(child.Address, names, clients, seconds, out var since);
            var code = child.Stop();
            if (code != 0)
                Console.Error.WriteLine($"the server ended with exit code {code}");

            var first = (int)Math.Floor((since.MeasureFrom - child.ReadyAt).TotalSeconds);
            var records = ReportFile.Read(reportPath);
            return Report(played, ReportFile.Combine(records, first, first + seconds), clients, seconds, json);
        }
        finally
        {
            File.Delete(reportPath);
        }
    }

    private static ClientFigures Play(
        IPEndPoint server, string names, int clients, int seconds, out (TimeSpan MeasureFrom, TimeSpan MeasureTo) span)
    {
        using var run = new LoadRun(server, names, clients);
        run.Connect();
        var connected = run.Connected;
        run.Play(WarmUpSeconds);
        var (snapshots, bytes) = (run.Snapshots, run.BytesReceived);
        var start = Stopwatch.GetTimestamp();
        span.MeasureFrom = Now();
        run.BeginMeasuring();
        run.Play(seconds);
        span.MeasureTo = Now();
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var figures = new ClientFigures(
            connected,
            run.Disconnects,
            (run.Snapshots - snapshots) / elapsed / clients,
            (run.BytesReceived - bytes) / elapsed / clients,
            Spread.Of(run.Effects),
            run.Effects.Length,
            string.Join("; ", run.Ends),
            run.LongestGap,
            run.LongestUnheard,
            run.Resumes);
        run.Play(TailSeconds);
        run.Leave();
        return figures;
    }

    private static TimeSpan Now() => Stopwatch.GetElapsedTime(0);

    private static int Report(ClientFigures played, ReportRecord? server, int clients, int seconds, FileInfo? json)
    {
        var figures = new
        {
            clients,
            seconds,
            connected = played.Connected,
            disconnects = played.Disconnects,
            disconnectReasons = played.Ends,
            snapshotsPerClientPerSecond = Math.Round(played.SnapshotsPerSecond, 2),
            bytesPerClientPerSecond = Math.Round(played.BytesPerSecond),
            longestGapMs = Math.Round(played.LongestGap.TotalMilliseconds),
            longestUnheardMs = Math.Round(played.LongestUnheard.TotalMilliseconds),
            resumes = played.Resumes,
            inputToEffectMs = new { played.Effects.P50, played.Effects.P99, probes = played.Probes },
            serverCpuMsPerSecond = server?.CpuMsPerSecond,
            tickMs = server?.TickMs,
            tickLatenessMs = server?.TickLatenessMs,
            ticksRun = server?.TicksRun,
            ticksSkipped = server?.TicksSkipped,
            allocatedBytesPerTick = server?.AllocatedBytesPerTick,
            gen0Collections = server?.Gen0Collections,
            rssMiB = server?.RssMiB,
            runtime = System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription,
            cores = Environment.ProcessorCount,
        };
        Figures.Tell(figures, json);
        return played.Connected == clients && played.Disconnects == 0 ? 0 : 1;
    }

    private sealed record ClientFigures(
        int Connected,
        int Disconnects,
        double SnapshotsPerSecond,
        double BytesPerSecond,
        Spread Effects,
        int Probes,
        string Ends,
        TimeSpan LongestGap,
        TimeSpan LongestUnheard,
        long Resumes);
}
