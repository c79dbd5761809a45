using Ecs.Server.Metrics;

namespace Ecs.Load.Planning;

/// <summary>What so many clients cost.</summary>
internal sealed record PlanProbe
{
    public required int Clients { get; init; }

    /// <summary>Those who played to the end.</summary>
    public required int Played { get; init; }

    /// <summary>
    /// Milliseconds: the 99th percentile of each second, and of the seconds the one in the middle. What disturbs a shared machine for a moment
    /// spoils a second, and not the run.
    /// </summary>
    public required double TickP99Ms { get; init; }

    /// <summary>The same over all seconds at once.</summary>
    public double WholeP99Ms { get; init; }

    public double TickP50Ms { get; init; }

    /// <summary>Of the server in each second, milliseconds.</summary>
    public IReadOnlyList<double> ServerCpuMs { get; init; } = [];

    /// <summary>Of all processes of clients, milliseconds per second.</summary>
    public double GeneratorCpuMs { get; init; }

    /// <summary>Of the busiest of them.</summary>
    public double BusiestCpuMs { get; init; }

    /// <summary>Of programs that are neither, milliseconds per second; zero where the machine does not say.</summary>
    public double OthersCpuMs { get; init; }

    public double SnapshotsMissedPercent { get; init; }

    public double BytesPerClientPerSecond { get; init; }

    /// <summary>As <see cref="Ecs.Load.GeneratorLimit"/> says it; null when the generator kept up.</summary>
    public string? GeneratorLimit { get; init; }

    /// <summary>The mean of the seconds.</summary>
    public double ServerCpuMsPerSecond => ServerCpuMs.Count == 0 ? 0 : ServerCpuMs.Average();

    public static PlanProbe Of(LoadOptions options, LoadTrial trial)
    {
        var (played, server) = (trial.Played, trial.Server);
        var cpu = trial.Seconds.Select(static second => second.CpuMsPerSecond).ToArray();
        var (generator, elapsed) = (played.Workers.Sum(static worker => worker.CpuMsPerSecond), played.Workers.Average(static worker => worker.Seconds));
        var (expected, received) = (played.Workers.Sum(static worker => worker.SnapshotsExpected), played.Workers.Sum(static worker => worker.Snapshots));
        return new PlanProbe
        {
            Clients = options.Clients,
            Played = played.Connected - played.Disconnects,
            TickP99Ms = MiddleOf(trial.Seconds),
            WholeP99Ms = server?.TickMs.P99 ?? 0,
            TickP50Ms = server?.TickMs.P50 ?? 0,
            ServerCpuMs = cpu,
            GeneratorCpuMs = generator,
            BusiestCpuMs = played.Workers.Max(static worker => worker.CpuMsPerSecond),
            OthersCpuMs = Math.Max((played.MachineCpuMsPerSecond ?? 0) - generator - (server?.CpuMsPerSecond ?? 0), 0),
            SnapshotsMissedPercent = expected == 0 ? 0 : 100.0 * Math.Max(expected - received, 0) / expected,
            BytesPerClientPerSecond = played.Workers.Sum(static worker => worker.Bytes) / elapsed / options.Clients,
            GeneratorLimit = Ecs.Load.GeneratorLimit.Find(played.Workers, played.Lateness, server?.CpuMsPerSecond, Environment.ProcessorCount),
        };
    }

    /// <summary>A server that told of no second was too busy to.</summary>
    private static double MiddleOf(IReadOnlyList<ReportRecord> seconds)
    {
        double[] all = [.. seconds.Select(static second => second.TickMs.P99).Order()];
        return all.Length == 0 ? double.PositiveInfinity : (all[(all.Length - 1) / 2] + all[all.Length / 2]) / 2;
    }
}
