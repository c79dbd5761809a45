using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using Ecs.Server.Base;

namespace Ecs.Load.Planning;

/// <summary>One plan: a few probes, a prediction, and the search for what really holds, which begins at the prediction.</summary>
internal sealed class PlanRun(PlanOptions options)
{
    private const int FirstProbe = 48;
    private const int ProbesMax = 6;

    /// <summary>From one probe to the next at most, up or down: what is far away is not told well by what is near.</summary>
    private const double ProbeStep = 2.2;

    /// <summary>A probe that used so much of what there is says enough of what lies around it: below, ticks do not yet wait for cores that clients fill.</summary>
    private const double Near = 0.8;
    private const double Above = 1.15;

    /// <summary>What the probe after next is to use.</summary>
    private const double Wanted = 0.9;

    /// <summary>What the prediction may be away from what was measured.</summary>
    private const double Tolerance = 0.15;
    private const int Wrong = 1;

    /// <summary>Of one core: who took so much of a shared machine for a moment has spoiled a load, which is repeated once.</summary>
    private const double Disturbing = 300;

    /// <summary>Starting, joining, leaving and stopping beside the seconds that are measured.</summary>
    private const double SecondsBeside = 5;

    private readonly PlanRule _rule = new(options.TickBudgetMs * PlanOptions.Share, Environment.ProcessorCount);
    private readonly List<PlanProbe> _probes = [];
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly Dictionary<int, (PlanResource Resource, string Because)> _ends = [];
    private int _code = ExitCode.Ok;
    private bool _isOutOfTime;

    /// <summary>The exit code: 0 when what was predicted is what was measured, 1 when not, or the one of a server that does not start.</summary>
    public int Run()
    {
        if (!Probe())
            return _code;

        var model = new PlanModel(_rule, _probes, options.MaxClients);
        var (predicted, expected) = model.Predict();
        var range = model.Range();
        var probes = _probes.ToArray();
        Console.Error.WriteLine(string.Create(CultureInfo.InvariantCulture, $"predicted: {predicted} clients ({range.Low} to {range.High}); {NameOf(expected)} would run out first"));

        var search = new PlanSearch(Holds, options.MaxClients);
        search.Run(predicted);
        if (_code != ExitCode.Ok)
            return _code;

        var ratio = search.Held == 0 ? 0 : (double)predicted / search.Held;
        var isRight = Math.Abs(ratio - 1) <= Tolerance;
        Figures.Tell(Tell(predicted, range, expected, search, ratio, isRight, probes), options.Json);
        return isRight ? ExitCode.Ok : Wrong;
    }

    private static string NameOf(PlanResource resource) => resource.ToString().ToLowerInvariant();

    /// <summary>Few clients first, then as many as are thought to use nearly all of what there is, until one of the probes does.</summary>
    private bool Probe()
    {
        var next = Math.Min(FirstProbe, options.MaxClients);
        while (true)
        {
            if (Try(next) is not { } probe)
                return false;

            _probes.Add(probe);
            var isNear = IsNear(probe);
            if (isNear && HasTimeFor(next))
            {
                // A moment that was taken by another program makes a probe look nearer to the limit than it is, and none makes it look farther.
                if (TryOnce(next) is not { } again)
                    return false;

                if (again.Played == again.Clients && again.TickP99Ms < probe.TickP99Ms)
                    _probes[^1] = probe = again;
                isNear = IsNear(probe);
            }

            var wanted = new PlanModel(_rule, _probes, options.MaxClients).ClientsAt(Wanted);
            wanted = Math.Clamp(wanted, Math.Max((int)(next / ProbeStep), 1), Math.Min((int)(next * ProbeStep), options.MaxClients));
            wanted = Math.Min(wanted, BelowLost());
            if (isNear || wanted == next || _probes.Count == ProbesMax || !HasTimeFor(wanted))
                return true;

            next = wanted;
        }
    }

    /// <summary>Whether the probe, not the first, has used nearly all that there is.</summary>
    private bool IsNear(PlanProbe probe) =>
        _probes.Count > 1 && probe.Played == probe.Clients && PlanModel.UseOf(_rule, probe) is >= Near and <= Above;

    /// <summary>Halfway, as powers go, from the most clients that all played to the fewest of whom some did not.</summary>
    private int BelowLost()
    {
        var lost = PlanModel.FewestLost(_probes);
        var played = _probes.Where(probe => probe.Played == probe.Clients && probe.Clients < lost).Select(static probe => probe.Clients).DefaultIfEmpty(1).Max();
        return (int)Math.Sqrt((double)played * lost);
    }

    /// <summary>Null when there is no time left for it, or the server did not start.</summary>
    private bool? Holds(int clients)
    {
        if (!HasTimeFor(clients))
        {
            _isOutOfTime = true;
            return null;
        }

        if (Try(clients) is not { } probe)
            return null;

        _probes.Add(probe);
        if (_rule.Judge(probe) is { } end)
            _ends[clients] = end;
        return !_ends.ContainsKey(clients);
    }

    private bool HasTimeFor(int clients) =>
        Stopwatch.GetElapsedTime(_started).TotalSeconds + SecondsBeside + options.WarmUpSeconds + options.Seconds + LoadRun.JoinSeconds(clients) < options.Limit.TotalSeconds;

    private PlanProbe? Try(int clients)
    {
        var probe = TryOnce(clients);
        if (probe is null || probe.OthersCpuMs <= Disturbing || !HasTimeFor(clients))
            return probe;

        var again = TryOnce(clients);
        return again is null || again.OthersCpuMs < probe.OthersCpuMs ? again : probe;
    }

    private PlanProbe? TryOnce(int clients)
    {
        var load = new LoadOptions
        {
            Clients = clients,
            WishedProcesses = options.Processes,
            Seconds = options.Seconds,
            WarmUpSeconds = options.WarmUpSeconds,
            LogLevel = "error",
            Names = "plan",
            Scene = options.Scene.Steering,
            Command = options.Worker,
        };
        _code = LoadTrial.TryRun(load, options.Scene.Server(clients), options.ServerOptions, out var trial, out var fault);
        if (trial is null)
        {
            Console.Error.WriteLine(fault);
            return null;
        }

        var probe = PlanProbe.Of(load, trial);
        Console.Error.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{clients,5} clients: tick {probe.TickP99Ms:0.00} ms at p99 ({PlanModel.UseOf(_rule, probe):P0}), server {probe.ServerCpuMsPerSecond:0}, clients {probe.GeneratorCpuMs:0}, others {probe.OthersCpuMs:0} ms of CPU a second; {_rule.Judge(probe)?.Because ?? "holds"}"));
        return probe;
    }

    private object Tell(int predicted, (int Low, int High) range, PlanResource expected, PlanSearch search, double ratio, bool isRight, PlanProbe[] probes)
    {
        (PlanResource? Resource, string Because) end = _ends.TryGetValue(search.Failed, out var known) ? known
            : search.Held == options.MaxClients ? (PlanResource.Seats, "more clients were not asked for, or have no seat")
            : (null, "there was no time to try more");
        return new
        {
            scene = options.Scene.Name,
            tickBudgetMs = Math.Round(options.TickBudgetMs, 3),
            tickLimitMs = Math.Round(_rule.TickLimitMs, 3),
            predicted = new { clients = predicted, low = range.Low, high = range.High, runsOutFirst = NameOf(expected), probes = probes.Select(Describe) },
            measured = new
            {
                clients = search.Held,
                firstThatFailed = search.Failed > options.MaxClients ? (int?)null : search.Failed,
                runsOutFirst = end.Resource is { } resource ? NameOf(resource) : null,
                because = end.Because,
                generatorWasTheLimit = end.Resource is PlanResource.Generator or PlanResource.Cores,
                isFinished = search.IsFinished && !_isOutOfTime,
                tried = _probes.Skip(probes.Length).Select(Describe),
            },
            predictedOverMeasured = Math.Round(ratio, 3),
            within15Percent = isRight,
            playersPerCore = PlayersPerCore(search.Held),
            maxClients = options.MaxClients,
            othersTookAtMostCpuMsPerSecond = Math.Round(_probes.Max(static probe => probe.OthersCpuMs)),
            secondsTaken = Math.Round(Stopwatch.GetElapsedTime(_started).TotalSeconds),
            runtime = RuntimeInformation.FrameworkDescription,
            cores = Environment.ProcessorCount,
        };
    }

    /// <summary>Of the server's own processor time at the most that held: two standard errors of its seconds either way.</summary>
    private object? PlayersPerCore(int clients)
    {
        if (_probes.FindLast(probe => probe.Clients == clients) is not { ServerCpuMs.Count: > 1 } held)
            return null;

        var mean = held.ServerCpuMsPerSecond;
        var error = Math.Sqrt(held.ServerCpuMs.Sum(second => (second - mean) * (second - mean)) / (held.ServerCpuMs.Count - 1) / held.ServerCpuMs.Count);
        var players = clients * 1000 / mean;
        return new { value = Math.Round(players), plusMinus = Math.Round(players * 2 * error / mean), serverCpuMsPerSecond = Math.Round(mean, 1) };
    }

    private object Describe(PlanProbe probe) => new
    {
        clients = probe.Clients,
        tickP99Ms = Math.Round(probe.TickP99Ms, 3),
        wholeP99Ms = probe.WholeP99Ms,
        tickP50Ms = probe.TickP50Ms,
        serverCpuMsPerSecond = Math.Round(probe.ServerCpuMsPerSecond, 1),
        generatorCpuMsPerSecond = Math.Round(probe.GeneratorCpuMs, 1),
        othersCpuMsPerSecond = Math.Round(probe.OthersCpuMs, 1),
        bytesPerClientPerSecond = Math.Round(probe.BytesPerClientPerSecond),
        snapshotsMissedPercent = Math.Round(probe.SnapshotsMissedPercent, 3),
        ended = _rule.Judge(probe) is { } end ? $"{NameOf(end.Resource)}: {end.Because}" : null,
    };
}
