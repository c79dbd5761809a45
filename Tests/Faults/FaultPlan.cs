using Ecs.Server.Rooms;

namespace Ecs.Tests.Faults;

/// <summary>Everything that one run depends on. All of it comes from the seed; a shrunk plan has fewer faults.</summary>
internal sealed record FaultPlan
{
    /// <summary>Ticks of a run: 21 seconds, so that a line that is lost last of all has been silent for long enough.</summary>
    public const int Ticks = 21 * 60;

    /// <summary>From here on nothing goes wrong any more, and the run has to converge.</summary>
    public const int HealTick = 11 * 60;

    private const int LeastBudget = 2 * 1024;
    private const int LeastForNews = 4 * 1024; // twenty people who are hit and talk take a good part of it
    private const int MostBudget = 12 * 1024;
    private const int Worlds = 0x5EED;

    public required int Seed { get; init; }

    public required int Clients { get; init; }

    /// <summary>The last so many clients watch.</summary>
    public required int Spectators { get; init; }

    public required int Bots { get; init; }

    public required IReadOnlyList<Fault> Faults { get; init; }

    /// <summary>"arena", where everybody sees everything, or "lookout", where nobody does.</summary>
    public string Game { get; init; } = "arena";

    /// <summary>Bytes a second that a client may be sent.</summary>
    public int Budget { get; init; } = new RoomOptions().SnapshotBudget;

    public static FaultPlan Draw(int seed, int clients = 0)
    {
        var random = new Random(seed);
        var count = random.Next(4, 17);
        var drawn = clients == 0 ? count : clients;
        var faults = new List<Fault>();
        for (var left = random.Next(6, 10 + drawn); left > 0; left--)
            faults.Add(DrawFault(random, drawn));

        var plan = new FaultPlan
        {
            Seed = seed,
            Clients = drawn,
            Spectators = random.Next(3) == 0 ? 1 : 0,
            Bots = random.Next(10),
            Faults = faults,
        };
        return plan.On(new Random(seed ^ Worlds));
    }

    /// <summary>The same without a limit to what is seen or sent.</summary>
    public FaultPlan InPlainArena() => this with { Game = "arena", Budget = new RoomOptions().SnapshotBudget };

    /// <summary>Where it happens is drawn apart, so that a seed keeps its faults.</summary>
    private FaultPlan On(Random random)
    {
        var hasNews = random.Next(5) >= 3;
        return this with
        {
            Game = hasNews ? "arena" : "lookout",
            Budget = random.Next(2) == 0 ? Budget : random.Next(hasNews ? LeastForNews : LeastBudget, MostBudget + 1),
            Faults = random.Next(4) == 0 ? [.. Faults, DrawPause(random)] : Faults,
        };
    }

    private static Fault DrawPause(Random random)
    {
        var start = random.Next(30, HealTick - 40);
        return new(FaultKind.Pause, start, Math.Min(random.Next(10, 400), HealTick - start), 0, Up: false, Down: false, 0);
    }

    private static Fault DrawFault(Random random, int clients)
    {
        var kind = (FaultKind)random.Next((int)FaultKind.Hostile + 1);
        var sides = random.Next(3);
        var ticks = kind switch
        {
            FaultKind.Burst => random.Next(3, 30),
            FaultKind.Partition => random.Next(20, 400),
            FaultKind.ClientStall => random.Next(2, 150),
            FaultKind.ServerStall => random.Next(2, 50),
            FaultKind.ClockJump => 1,
            FaultKind.Crash or FaultKind.Leave => random.Next(10, 200),
            _ => random.Next(30, 400),
        };
        var level = kind switch
        {
            FaultKind.Loss => random.NextDouble() * 0.4,
            FaultKind.Duplicate => random.NextDouble() * 0.5,
            FaultKind.Reorder => random.NextDouble() * 0.3,
            FaultKind.Delay => random.NextDouble(),
            FaultKind.RateCap => random.Next(3_000, 40_000),
            FaultKind.Corruption => random.NextDouble() * 0.1,
            FaultKind.Drift => (random.NextDouble() - 0.5) * 0.1,
            FaultKind.ClockJump => (random.NextDouble() - 0.5) * 4,
            FaultKind.Hostile => random.Next(1_000),
            _ => 0,
        };
        var start = random.Next(30, HealTick - 40);
        return new(kind, start, Math.Min(ticks, HealTick - start), random.Next(clients), sides != 1, sides != 0, level);
    }
}
