using System.Globalization;

namespace Ecs.Load.Planning;

/// <summary>When a server holds so many clients: all play to the end, on time, and ticks leave time to spare.</summary>
/// <param name="TickLimitMs">What the 99th percentile of ticks may take.</param>
/// <param name="Cores">Of the machine that server and clients share.</param>
internal sealed record PlanRule(double TickLimitMs, int Cores)
{
    /// <summary>Of the snapshots that were due.</summary>
    private const double MissedPercent = 1;

    /// <summary>As <see cref="GeneratorLimit"/>: of one core, and of all.</summary>
    private const double BusiestMs = 900;
    private const double AllCoresMs = 950;

    /// <summary>What ran out, with the reason in words; null when it held.</summary>
    public (PlanResource Resource, string Because)? Judge(PlanProbe probe)
    {
        if (probe.TickP99Ms > TickLimitMs)
        {
            var isShared = AllOf(probe) >= 0.9 * AllCoresMs * Cores;
            return (
                isShared ? PlanResource.Cores : PlanResource.Tick,
                Say($"ticks took {probe.TickP99Ms:0.0} ms at p99 of the {TickLimitMs:0.0} that they may{(isShared ? ", on cores that clients and others filled" : "")}"));
        }

        if (probe.GeneratorLimit is { } limit)
            return (AllOf(probe) >= AllCoresMs * Cores ? PlanResource.Cores : PlanResource.Generator, limit);
        if (probe.Played < probe.Clients)
            return (PlanResource.Network, Say($"{probe.Clients - probe.Played} of {probe.Clients} clients did not come in, or were lost"));
        return probe.SnapshotsMissedPercent > MissedPercent
            ? (PlanResource.Network, Say($"{probe.SnapshotsMissedPercent:0.0} % of the snapshots did not come"))
            : null;
    }

    /// <summary>How much of what there is a probe took, by resource; 1 is all of it.</summary>
    public double UseOf(PlanResource resource, PlanProbe probe) => resource switch
    {
        PlanResource.Tick => probe.TickP99Ms / TickLimitMs,
        PlanResource.Cores => (probe.ServerCpuMsPerSecond + probe.GeneratorCpuMs) / (AllCoresMs * Cores),
        PlanResource.Generator => probe.BusiestCpuMs / BusiestMs,
        _ => 0,
    };

    private static double AllOf(PlanProbe probe) => probe.ServerCpuMsPerSecond + probe.GeneratorCpuMs + probe.OthersCpuMs;

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
