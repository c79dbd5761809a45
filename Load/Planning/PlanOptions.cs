namespace Ecs.Load.Planning;

/// <summary>What the command line asks for.</summary>
internal sealed record PlanOptions
{
    /// <summary>Of the tick's time; the rest is for what no measurement of seconds has seen.</summary>
    public const double Share = 0.8;

    public required PlanScene Scene { get; init; }

    /// <summary>The time from one tick to the next, or less when the plan is for a tighter one.</summary>
    public required double TickBudgetMs { get; init; }

    public required int MaxClients { get; init; }

    /// <summary>Measured of each number of clients.</summary>
    public required int Seconds { get; init; }

    public required int WarmUpSeconds { get; init; }

    /// <summary>Of all of it: what would take longer is not tried any more.</summary>
    public required TimeSpan Limit { get; init; }

    public required int Processes { get; init; }

    /// <summary>How a process of clients is started.</summary>
    public required IReadOnlyList<string> Worker { get; init; }

    public IReadOnlyList<string> ServerOptions { get; init; } = [];

    public FileInfo? Json { get; init; }
}
