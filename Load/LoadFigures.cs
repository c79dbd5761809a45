using System.Runtime.InteropServices;
using Ecs.Server.Metrics;

namespace Ecs.Load;

/// <summary>What all processes of clients measured together, and the object that is printed of it.</summary>
/// <param name="workers">At least one.</param>
/// <param name="connected">Clients that came in.</param>
/// <param name="joinSeconds">Until they had.</param>
internal sealed class LoadFigures(IReadOnlyList<WorkerFigures> workers, int connected, double joinSeconds)
{
    public int Connected => connected;

    public IReadOnlyList<WorkerFigures> Workers => workers;

    /// <summary>Milliseconds per second that all programs of this machine took; null where it does not say.</summary>
    public double? MachineCpuMsPerSecond { get; init; }

    public LatencyFigures Lateness => LatencyFigures.Of(LatencyFigures.Merge(workers.Select(static worker => worker.LatenessUs)));

    public int Disconnects => workers.Sum(static worker => worker.Disconnects);

    /// <param name="options">What was wished for.</param>
    /// <param name="server">The server's own figures over the same seconds; null when it keeps them to itself.</param>
    public object Tell(LoadOptions options, ReportRecord? server)
    {
        var clients = options.Clients;
        var elapsed = workers.Average(static worker => worker.Seconds);
        var lateness = Lateness;
        var limit = GeneratorLimit.Find(workers, lateness, server?.CpuMsPerSecond, Environment.ProcessorCount);
        return new
        {
            scene = options.Scene == LoadScene.Arena ? "arena" : "anchor",
            clients,
            options.Seconds,
            processes = workers.Count,
            connected,
            joinSeconds = Math.Round(joinSeconds, 1),
            disconnects = Disconnects,
            disconnectReasons = string.Join("; ", workers.SelectMany(static worker => worker.Ends).Distinct()),
            snapshotsPerClientPerSecond = Math.Round(Sum(static worker => worker.Snapshots) / elapsed / clients, 2),
            bytesPerClientPerSecond = Math.Round(Sum(static worker => worker.Bytes) / elapsed / clients),
            longestGapMs = Math.Round(workers.Max(static worker => worker.LongestGapMs)),
            longestUnheardMs = Math.Round(workers.Max(static worker => worker.LongestUnheardMs)),
            resumes = Sum(static worker => worker.Resumes),
            inputToEffectMs = Effects(),
            snapshotArrivalMs = LatencyFigures.Of(LatencyFigures.Merge(workers.Select(static worker => worker.ArrivalsUs))),
            snapshotLoss = Loss(),
            inputs = Inputs(lateness),
            serverCpuMsPerSecond = server?.CpuMsPerSecond,
            serverCpuMsPerClientPerSecond = server is null ? (double?)null : Math.Round(server.CpuMsPerSecond / clients, 4),
            tickMs = server?.TickMs,
            tickLatenessMs = server?.TickLatenessMs,
            ticksRun = server?.TicksRun,
            ticksSkipped = server?.TicksSkipped,
            allocatedBytesPerTick = server?.AllocatedBytesPerTick,
            gen0Collections = server?.Gen0Collections,
            gen1Collections = server?.Gen1Collections,
            gen2Collections = server?.Gen2Collections,
            gcPauseMs = server?.GcPauseMs,
            rssMiB = server?.RssMiB,
            generator = Generator(),
            generatorLimited = limit is not null,
            generatorLimitedBy = limit,
            runtime = RuntimeInformation.FrameworkDescription,
            cores = Environment.ProcessorCount,
        };
    }

    private long Sum(Func<WorkerFigures, long> figure) => workers.Sum(figure);

    private object Effects()
    {
        var pairs = LatencyFigures.Merge(workers.Select(static worker => worker.EffectsUs));
        var figures = LatencyFigures.Of(pairs);
        return new
        {
            figures.P50,
            figures.P90,
            figures.P99,
            figures.P999,
            figures.Max,
            probes = LatencyFigures.CountOf(pairs),
            unanswered = Sum(static worker => worker.Unanswered),
        };
    }

    private object Loss()
    {
        var (expected, received) = (Sum(static worker => worker.SnapshotsExpected), Sum(static worker => worker.Snapshots));
        var missed = Math.Max(expected - received, 0);
        return new { expected, received, missed, percent = expected == 0 ? 0 : Math.Round(100.0 * missed / expected, 3) };
    }

    private object Inputs(LatencyFigures lateness)
    {
        var (sent, missed) = (Sum(static worker => worker.InputsSent), Sum(static worker => worker.InputsMissed));
        return new { due = sent + missed, sent, missed, latenessMs = lateness };
    }

    private object Generator() => new
    {
        cpuMsPerSecond = Math.Round(workers.Sum(static worker => worker.CpuMsPerSecond), 1),
        busiestCpuMsPerSecond = Math.Round(workers.Max(static worker => worker.CpuMsPerSecond), 1),
        gcPauseMs = Math.Round(workers.Sum(static worker => worker.GcPauseMs), 1),
        gen0Collections = workers.Sum(static worker => worker.Gen0Collections),
        updatesPerClientPerSecond = workers[0].TickRate * workers[0].UpdatesPerTick,
    };
}
