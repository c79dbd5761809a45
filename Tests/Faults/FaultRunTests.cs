using System.Collections.Concurrent;
using System.Diagnostics;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Faults;

/// <summary>
/// Servers and clients through bad networks, each run drawn from one number. <c>FAULT_SEEDS=1000</c> runs more of them and
/// <c>FAULT_SEED=17</c> a single one.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class FaultRunTests(ITestOutputHelper output)
{
    private const int NormalSeeds = 100;

    /// <summary>Runs that one test has made and another may look at too.</summary>
    private static readonly ConcurrentDictionary<int, Lazy<FaultOutcome>> Played = [];

    [Fact]
    public void Whatever_the_network_does_the_books_hold_and_everybody_is_there_again_when_it_has_healed() => RunAll(Seeds());

    [Fact]
    public void Same_seed_gives_the_same_packets_at_the_same_times() => Repeat(Seeds());

    [Theory]
    [InlineData(85, "a clock that looked for a longer way never came back to the short one")]
    [InlineData(172, "a part of a snapshot with a damaged tick kept a client from all later ones")]
    public void What_was_found_once_stays_mended(int seed, string what)
    {
        var outcome = Play(FaultPlan.Draw(seed).InPlainArena());
        Assert.True(outcome.Holds, $"seed {seed}, {what}: {outcome.Text}");
    }

    [Fact]
    public void Another_seed_gives_other_packets() =>
        Assert.NotEqual(Play(FaultPlan.Draw(1)).Trace, Play(FaultPlan.Draw(2)).Trace);

    [Fact]
    public void Speed_with_eight_clients_is_told()
    {
        Play(FaultPlan.Draw(1, clients: 8));
        var before = Environment.CpuUsage.TotalTime;
        var clock = Stopwatch.StartNew();
        for (var seed = 1; seed <= 5; seed++)
        {
            var outcome = Play(FaultPlan.Draw(seed, clients: 8));
            Assert.True(outcome.Holds, $"seed {seed}: {outcome.Text}");
        }

        var virtualSeconds = 5 * FaultPlan.Ticks / 60.0;
        output.WriteLine($"8 clients: {virtualSeconds / clock.Elapsed.TotalSeconds:F0} times real time by the wall clock");
        output.WriteLine($"{virtualSeconds / (Environment.CpuUsage.TotalTime - before).TotalSeconds:F0} times by the processor time of the whole process");
    }

    private static IEnumerable<int> Seeds()
    {
        var one = DeepRun.Or("FAULT_SEED", 0);
        return one > 0 ? [one] : Enumerable.Range(1, DeepRun.Or("FAULT_SEEDS", NormalSeeds));
    }

    private static FaultOutcome FirstPlay(int seed) =>
        Played.GetOrAdd(seed, static key => new Lazy<FaultOutcome>(() => Play(FaultPlan.Draw(key)))).Value;

    private static FaultOutcome Play(FaultPlan plan)
    {
        using var run = new FaultRun(plan);
        return run.Run();
    }

    private static void Repeat(IEnumerable<int> seeds) => Parallel.ForEach(seeds, seed =>
    {
        var first = FirstPlay(seed);
        var second = Play(FaultPlan.Draw(seed));
        Assert.True(first.Packets > 1_000, $"seed {seed}");
        Assert.True((first.Trace, first.Packets, first.Tick) == (second.Trace, second.Packets, second.Tick), $"seed {seed}");
    });

    private void RunAll(IEnumerable<int> seeds)
    {
        var failures = new ConcurrentBag<FaultOutcome>();
        var packets = 0L;
        var runs = 0;
        Parallel.ForEach(seeds, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, seed =>
        {
            var outcome = FirstPlay(seed);
            Interlocked.Add(ref packets, outcome.Packets);
            Interlocked.Increment(ref runs);
            if (!outcome.Holds)
                failures.Add(outcome);
        });
        output.WriteLine($"{runs} seeds, {packets} packets");
        foreach (var failure in failures.OrderBy(static failure => failure.Plan.Seed))
            output.WriteLine($"seed {failure.Plan.Seed} tick {failure.Tick}: {failure.Text}");

        if (failures.MinBy(static failure => failure.Plan.Seed) is { } first)
            Assert.Fail($"{failures.Count} of {runs} seeds fail. {FaultReport.Of(first, static () => null)}");
    }
}
