using System.Globalization;

namespace Ecs.Load;

/// <summary>Says when figures are those of the generator and not of the server.</summary>
internal static class GeneratorLimit
{
    /// <summary>Of a core, in thousandths: a process has one thread that plays.</summary>
    private const double FullCore = 900;

    /// <summary>Of all cores.</summary>
    private const double FullMachine = 0.95;

    /// <summary>Of the inputs that were due.</summary>
    private const double MissedShare = 0.01;

    /// <summary>Why the generator was the limit, in words; null when it was not.</summary>
    /// <param name="workers">Of each process.</param>
    /// <param name="lateness">Of the inputs of all.</param>
    /// <param name="serverCpu">Milliseconds per second; null when nobody knows.</param>
    /// <param name="cores">Of the machine that all of them share.</param>
    public static string? Find(IReadOnlyList<WorkerFigures> workers, LatencyFigures lateness, double? serverCpu, int cores)
    {
        var (sent, missed) = (workers.Sum(static worker => worker.InputsSent), workers.Sum(static worker => worker.InputsMissed));
        var busiest = workers.Max(static worker => worker.CpuMsPerSecond);
        var all = workers.Sum(static worker => worker.CpuMsPerSecond) + (serverCpu ?? 0);
        var halfTick = 500.0 / workers[0].TickRate;
        if (busiest >= FullCore)
            return Say($"a process of clients took {busiest:0} of the 1,000 ms per second that one core has");
        if (missed > (sent + missed) * MissedShare)
            return Say($"{missed} of {sent + missed} inputs could not be sent on time");
        if (lateness.P99 > halfTick)
            return Say($"inputs left up to {lateness.P99:0.0} ms late (p99), which is more than half a tick");
        return all >= cores * 1000 * FullMachine
            ? Say($"server and clients together took {all:0} of the {cores * 1000} ms per second that this machine has")
            : null;
    }

    private static string Say(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
