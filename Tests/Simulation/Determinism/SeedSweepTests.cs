using System.Globalization;

namespace Ecs.Tests.Simulation.Determinism;

public sealed class SeedSweepTests
{
    /// <summary>20 seeds here; DETERMINISM_SEEDS=1000 for the long run.</summary>
    [Fact]
    public void Two_runs_of_a_seed_agree_in_every_tick()
    {
        var seeds = int.Parse(Environment.GetEnvironmentVariable("DETERMINISM_SEEDS") ?? "20", CultureInfo.InvariantCulture);
        var last = new HashSet<ulong>();
        for (var seed = 1UL; seed <= (ulong)seeds; seed++)
        {
            var players = 2 + (int)(seed % 31);
            var map = seed % 2 == 0 ? "arena" : "bunkers";
            var first = ArenaChain.Play(players, 3_000, seed, map: map);
            var second = ArenaChain.Play(players, 3_000, seed, map: map);
            var difference = first.FirstDifference(second);

            Assert.True(difference == 0, $"seed {seed} with {players} players on {map}: the runs differ from tick {difference} on");
            last.Add(first.Value);
        }

        Assert.Equal(seeds, last.Count);
    }
}
