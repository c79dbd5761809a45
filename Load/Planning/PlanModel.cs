namespace Ecs.Load.Planning;

/// <summary>
/// How each resource is used up as clients become more: a power of their number, through the probes so far. Those near the limit count most,
/// since what a tick costs without anybody, and what grows with the square of them, bend the line; those that other programs disturbed count least.
/// </summary>
internal sealed class PlanModel
{
    /// <summary>Of a server on which everybody is told of everybody; what is asked of one probe alone.</summary>
    private const double FirstExponent = 1.5;
    private const double LeastExponent = 0.75;
    private const double MostExponent = 3;

    /// <summary>Milliseconds of CPU a second that others took: a probe beside so much of it counts for half.</summary>
    private const double HalvingMs = 200;

    private static readonly PlanResource[] Resources = [PlanResource.Tick, PlanResource.Cores, PlanResource.Generator];

    private readonly PlanRule _rule;
    private readonly List<PlanProbe> _probes;
    private readonly int _cap;
    private readonly PlanResource _capIs;

    /// <param name="rule">Says what is used up.</param>
    /// <param name="probes">At least one; of those with clients that did not play only that so many are too many.</param>
    /// <param name="cap">Clients at most.</param>
    public PlanModel(PlanRule rule, IReadOnlyCollection<PlanProbe> probes, int cap)
    {
        _rule = rule;
        _probes = [.. probes.Where(static probe => probe.Played == probe.Clients && double.IsFinite(probe.TickP99Ms))];
        _cap = Math.Min(cap, Math.Max(FewestLost(probes) - 1, 1));
        _capIs = _cap == cap ? PlanResource.Seats : PlanResource.Network;
    }

    /// <summary>The fewest clients of a probe in which not all of them played; more than any number where all did.</summary>
    public static int FewestLost(IEnumerable<PlanProbe> probes) =>
        probes.Where(static probe => probe.Played < probe.Clients).Select(static probe => probe.Clients).DefaultIfEmpty(int.MaxValue).Min();

    /// <summary>The most clients that no resource ends, from 1 to the cap, and which would end one more.</summary>
    public (int Clients, PlanResource RunsOutFirst) Predict()
    {
        var first = (Clients: (double)_cap, Resource: _capIs);
        foreach (var resource in Resources)
        {
            var clients = ClientsAt(resource, 1);
            if (clients < first.Clients)
                first = (clients, resource);
        }

        return (Math.Clamp((int)first.Clients, 1, _cap), first.Resource);
    }

    /// <summary>How many clients use so much of what runs out first, 1 to the cap.</summary>
    /// <param name="use">Above 0.</param>
    public int ClientsAt(double use) => (int)Math.Clamp(Resources.Min(resource => ClientsAt(resource, use)), 1, _cap);

    /// <summary>The predictions of the same without each probe in turn, the lowest and the highest: how much hangs on one of them.</summary>
    public (int Low, int High) Range()
    {
        if (_probes.Count < 3)
            return (Predict().Clients, Predict().Clients);

        int[] others = [.. _probes.Select(left => new PlanModel(_rule, [.. _probes.Where(probe => probe != left)], _cap).Predict().Clients), Predict().Clients];
        return (others.Min(), others.Max());
    }

    /// <summary>How much of what it uses most a probe used.</summary>
    public static double UseOf(PlanRule rule, PlanProbe probe) => Resources.Max(resource => rule.UseOf(resource, probe));

    /// <summary>The line through logarithms, least squares, each probe as heavy as the fourth power of its use, less what others disturbed it.</summary>
    private double ClientsAt(PlanResource resource, double use)
    {
        double all = 0, meanX = 0, meanY = 0, variance = 0, covariance = 0;
        foreach (var (x, y, weight) in Points(resource))
        {
            all += weight;
            meanX += weight * x;
            meanY += weight * y;
        }

        if (all == 0)
            return _cap;

        (meanX, meanY) = (meanX / all, meanY / all);
        foreach (var (x, y, weight) in Points(resource))
        {
            variance += weight * (x - meanX) * (x - meanX);
            covariance += weight * (x - meanX) * (y - meanY);
        }

        var exponent = variance < 1e-9 ? FirstExponent : Math.Clamp(covariance / variance, LeastExponent, MostExponent);
        return Math.Exp(meanX + ((Math.Log(use) - meanY) / exponent));
    }

    private IEnumerable<(double X, double Y, double Weight)> Points(PlanResource resource) =>
        from probe in _probes
        let use = _rule.UseOf(resource, probe)
        where use > 0
        select (Math.Log(probe.Clients), Math.Log(use), Math.Min(Math.Pow(use, 4), 1) / (1 + Math.Pow(probe.OthersCpuMs / HalvingMs, 4)));
}
