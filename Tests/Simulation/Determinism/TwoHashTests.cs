using Ecs.Simulation.Inspection;
using Ecs.Tests.Simulation.Games;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>
/// Both hash functions see the same: a flipped bit makes both differ from the same tick on, in every game. HASH_FLIPS=100 plants as many in
/// each of 20 seeds.
/// </summary>
public sealed class TwoHashTests(ITestOutputHelper output)
{
    private const int Players = 8;
    private const int WarmTicks = 120;
    private const int TicksAfter = 40;

    private static readonly int Seeds = DeepRun.Or("HASH_FLIPS", 0) > 0 ? 20 : 2;
    private static readonly int FlipsPerSeed = DeepRun.Or("HASH_FLIPS", 6);

    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void Both_functions_name_the_same_first_tick_that_a_flipped_bit_made_wrong(string game)
    {
        var (seen, planted) = (0, 0);
        for (var seed = 1; seed <= Seeds; seed++)
        {
            var random = new Random(seed);
            var clean = Play(game, seed, flip: null, at: 0);
            for (var flip = 0; flip < FlipsPerSeed; flip++)
            {
                var (planting, at) = (new RandomFlip(random), WarmTicks + random.Next(TicksAfter / 2));
                var flipped = Play(game, seed, planting, at);
                var first = clean.First.AsSpan().CommonPrefixLength(flipped.First);
                var latest = clean.Latest.AsSpan().CommonPrefixLength(flipped.Latest);
                Assert.True(planting.IsDone);
                Assert.True(first == latest, $"seed {seed}, {planting.Done}: from tick {first + 1} by the first function, {latest + 1} by the latest");
                Assert.InRange(first, at, TicksAfter + WarmTicks);
                planted++;
                seen += first < clean.First.Length ? 1 : 0;
            }
        }

        output.WriteLine($"{game}: {seen} of {planted} flips in {Seeds} seeds changed a hash, and by both functions from the same tick on");
        Assert.True(seen * 2 > planted, $"only {seen} of {planted} flips changed anything");
    }

    /// <summary>The hashes of every tick, by the oldest function and the one of today; from tick <paramref name="at"/> + 1 on with the flip.</summary>
    private static (ulong[] First, ulong[] Latest) Play(string game, int seed, RandomFlip? flip, int at)
    {
        using var scene = AnyGame.Open(game, Players, (ulong)seed);
        var first = new ulong[WarmTicks + TicksAfter];
        var latest = new ulong[first.Length];
        for (var tick = 0; tick < first.Length; tick++)
        {
            if (tick == at)
                scene.Tick.Observer = flip;

            scene.Step();
            first[tick] = WorldHash.Compute(scene.Tick.World, WorldHash.First);
            latest[tick] = WorldHash.Compute(scene.Tick.World, WorldHash.Latest);
        }

        return (first, latest);
    }
}
