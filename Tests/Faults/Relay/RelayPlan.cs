namespace Ecs.Tests.Faults.Relay;

/// <summary>
/// What goes wrong in one run, all of it drawn from the seed. The datagrams themselves depend on real time, so a seed gives the same trouble
/// again and not the same run.
/// </summary>
internal sealed record RelayPlan
{
    public const int Clients = 4;

    public required int Seed { get; init; }

    public required IReadOnlyList<Trouble> Troubles { get; init; }

    /// <summary>When each client comes; the first is there before anything goes wrong.</summary>
    public required IReadOnlyList<TimeSpan> Comings { get; init; }

    /// <summary>From here on nothing goes wrong any more.</summary>
    public TimeSpan HealsAt { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How soon after that everybody must be well.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(10);

    public static RelayPlan Draw(int seed)
    {
        var random = new Random(seed);
        var plan = new RelayPlan
        {
            Seed = seed,
            Troubles = [],
            Comings = [TimeSpan.Zero, .. Enumerable.Range(1, Clients - 1).Select(_ => TimeSpan.FromSeconds(random.NextDouble() * 2))],
        };

        // Most kinds once, and some again, so that a few seeds know all of them.
        var kinds = Enum.GetValues<TroubleKind>();
        random.Shuffle(kinds);
        TroubleKind[] drawn = [.. kinds.Take(random.Next(5, kinds.Length + 1)), .. random.GetItems(kinds, random.Next(5))];
        return plan with { Troubles = [.. drawn.Select(kind => DrawTrouble(kind, random, plan.HealsAt))] };
    }

    public override string ToString() =>
        $"seed {Seed}\n  {string.Join("\n  ", Troubles)}\n  coming at {string.Join(", ", Comings.Select(static at => $"{at.TotalSeconds:F2}"))} s";

    private static Trouble DrawTrouble(TroubleKind kind, Random random, TimeSpan healsAt)
    {
        var level = kind switch
        {
            TroubleKind.Loss => random.NextDouble() * 0.5,
            TroubleKind.Duplicate => random.NextDouble() * 0.5,
            TroubleKind.Delay => random.NextDouble() * 0.6,
            TroubleKind.Jitter => random.NextDouble() * 0.3,
            TroubleKind.Reorder => random.NextDouble() * 0.3,
            TroubleKind.RateCap => random.Next(2_000, 40_000),
            TroubleKind.SizeLimit => random.Next(32, 200),
            TroubleKind.Corruption => random.NextDouble() * 0.05,
            _ => 0,
        };
        var start = healsAt * (0.1 + (random.NextDouble() * 0.8));
        var length = TimeSpan.FromSeconds(0.2 + (random.NextDouble() * 3));
        var sides = random.Next(3);
        return new(kind, start, start + length > healsAt ? healsAt - start : length, random.Next(Clients), sides != 1, sides != 0, level);
    }
}
