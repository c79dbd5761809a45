using Ecs.Scenes;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Simulation.Determinism;

public sealed class SeedSweepTests
{
    private static readonly (string Mode, string Map)[] Rooms =
    [
        ("arena", "arena"), ("arena", "bunkers"), ("plaza", "plaza"), ("waves", "waves"), ("argentum", "argentum"), ("survival", "survival"),
    ];

    [Fact]
    public void Two_runs_of_a_seed_agree_in_every_tick()
    {
        var seeds = DeepRun.Or("DETERMINISM_SEEDS", 20);
        var last = new HashSet<ulong>();
        for (var seed = 1UL; seed <= (ulong)seeds; seed++)
        {
            var players = 2 + (int)(seed % 31);
            var (mode, map) = Rooms[seed % (ulong)Rooms.Length];
            var first = Play(mode, map, players, seed);
            var difference = first.FirstDifference(Play(mode, map, players, seed));

            Assert.True(difference == 0, $"seed {seed} with {players} players of {mode} on {map}: the runs differ from tick {difference} on");
            last.Add(first.Value);
        }

        Assert.Equal(seeds, last.Count);
    }

    private static BotChain Play(string mode, string map, int players, ulong seed) =>
        BotChain.Play(new BotScene(mode, players, BotScene.LoadMap(map), seed), ticks: 3_000);
}
