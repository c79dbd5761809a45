using System.Collections.Concurrent;
using System.Globalization;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Faults.Relay;

/// <summary>
/// Real sockets, the real carriers at both ends and a bad network between them. <c>RELAY_SEEDS=200</c> runs more and <c>RELAY_SEED=17</c> a
/// single one.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class RelayRunTests(ITestOutputHelper output)
{
    private const int NormalSeeds = 4;
    private const int AtOnce = 16;

    [Fact]
    public void Whatever_the_relay_does_everybody_sees_the_servers_world_within_ten_seconds_of_its_end()
    {
        var one = DeepRun.Or("RELAY_SEED", 0);
        int[] seeds = one > 0 ? [one] : [.. Enumerable.Range(1, DeepRun.Or("RELAY_SEEDS", NormalSeeds))];

        var outcomes = RunAll(seeds.Select(RelayPlan.Draw));

        var counts = new RelayCounts();
        foreach (var outcome in outcomes)
            counts.Add(outcome.Counts);
        RelayOutcome[] well = [.. outcomes.Where(static outcome => outcome.Holds).OrderBy(static outcome => outcome.Recovery)];
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{well.Length} of {outcomes.Length} seeds end with equal worlds; {counts}; {outcomes.Sum(static outcome => outcome.Sessions)} connections of {outcomes.Length * RelayPlan.Clients} clients; well again after {string.Join(", ", Slowest(well).Select(static outcome => string.Create(CultureInfo.InvariantCulture, $"{outcome.Recovery.TotalSeconds:F1} s (seed {outcome.Plan.Seed})")))} at p50, p99 and most"));
        foreach (var slow in Slowest(well).Skip(1))
            output.WriteLine($"seed {slow.Plan.Seed} waited last for {slow.Last}");
        RelayOutcome[] failures = [.. outcomes.Where(static outcome => !outcome.Holds).OrderBy(static outcome => outcome.Plan.Seed)];
        Assert.True(failures.Length == 0, $"{failures.Length} of {outcomes.Length} seeds fail.\n{string.Join("\n", failures.Select(TextOf))}");
        if (one == 0)
        {
            Assert.True(counts.Taken > 1_000 * outcomes.Length);
            Assert.All((long[])[counts.Lost, counts.TooLong, counts.Doubled, counts.Overtaken, counts.Flipped], static count => Assert.NotEqual(0, count));
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Clients_whose_ports_change_stay_in_their_sessions_and_are_well_within_two_seconds(double silence)
    {
        // While nothing comes back, a client uses up from its new port what strangers may say.
        var at = TimeSpan.FromSeconds(2);
        var length = TimeSpan.FromSeconds(silence);
        int[] clients = [.. Enumerable.Range(0, RelayPlan.Clients)];
        var plan = new RelayPlan
        {
            Seed = 1,
            Comings = [.. clients.Select(static _ => TimeSpan.Zero)],
            Troubles =
            [
                .. clients.Select(client => new Trouble(TroubleKind.Rebind, at, TimeSpan.Zero, client, true, true, 0)),
                .. clients.Select(client => new Trouble(TroubleKind.Partition, at, length, client, false, true, 0)),
            ],
            HealsAt = at + length,
            Patience = TimeSpan.FromSeconds(2),
        };

        var outcome = RunAll([plan])[0];

        Assert.True(outcome.Holds, outcome.Fault);
        Assert.Equal(RelayPlan.Clients, outcome.Sessions);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Way_that_stays_cut_in_one_direction_is_told_as_a_client_that_is_not_well(bool up, bool down)
    {
        var always = TimeSpan.FromHours(1);
        var plan = new RelayPlan
        {
            Seed = 1,
            Comings = [.. Enumerable.Repeat(TimeSpan.Zero, RelayPlan.Clients)],
            Troubles = [new(TroubleKind.Partition, TimeSpan.FromSeconds(1), always, 2, up, down, 0)],
            HealsAt = TimeSpan.FromSeconds(1),
            Patience = TimeSpan.FromSeconds(2),
        };

        var outcome = RunAll([plan])[0];

        Assert.Contains("c2: ", outcome.Fault, StringComparison.Ordinal);
    }

    /// <summary>On threads of their own: a run sleeps most of the time.</summary>
    private static RelayOutcome[] RunAll(IEnumerable<RelayPlan> plans)
    {
        var waiting = new ConcurrentQueue<RelayPlan>(plans);
        var outcomes = new ConcurrentBag<RelayOutcome>();
        Thread[] threads = [.. Enumerable.Range(0, Math.Min(AtOnce, waiting.Count)).Select(_ => new Thread(Work) { IsBackground = true })];
        foreach (var thread in threads)
            thread.Start();
        foreach (var thread in threads)
            thread.Join();
        return [.. outcomes];

        void Work()
        {
            while (waiting.TryDequeue(out var plan))
            {
                using var run = new RelayRun(plan);
                outcomes.Add(run.Run());
            }
        }
    }

    private static string TextOf(RelayOutcome outcome) => $"{outcome.Plan}\n  {outcome.Fault}";

    private static IEnumerable<RelayOutcome> Slowest(RelayOutcome[] sorted) =>
        sorted.Length == 0 ? [] : ((double[])[0.5, 0.99, 1]).Select(share => sorted[(int)(share * (sorted.Length - 1))]);
}
