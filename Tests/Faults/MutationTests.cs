using Ecs.Server.Recording;
using Ecs.Server.Replay;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Games;
using Ecs.Tests.Testing.Mutants;
using Xunit.Abstractions;

namespace Ecs.Tests.Faults;

/// <summary>
/// Would the fault runs notice a bug? Each of the planted ones must be found by the run of its seed or, because a change of the
/// rules makes other runs of the same seeds, by one of the first few; with <c>FAULT_SEEDS=1000</c> the seeds are searched from 1,
/// and every failure is shrunk.
/// </summary>
[Collection(FaultCollection.Name)]
public sealed class MutationTests(ITestOutputHelper output)
{
    private const int FewSeeds = 8;
    private const double WantedShare = 0.95;
    private const double WantedLength = 0.25;

    private static int SearchedSeeds => DeepRun.Or("FAULT_SEEDS", 0);

    [Fact]
    public void Planted_bugs_are_found() => FindAll([.. MutantTable.All.Select(static one => (one.Make, one.Seed, ""))], WantedShare);

    [Fact]
    public void Planted_bugs_of_snapshots_are_found_by_the_rule_that_they_break() => FindAll(MutantTable.OfSnapshots, 1);

    [Fact]
    public void Replication_that_is_only_done_over_is_no_bug() => Parallel.For(1, FewSeeds + 1, static seed =>
    {
        using var run = new FaultRun(FaultPlan.Draw(seed), new SoundReplication());
        var outcome = run.Run();
        Assert.True(outcome.Holds, $"seed {seed} tick {outcome.Tick}: {outcome.Text}");
    });

    private void FindAll(IReadOnlyList<(Func<Mutant> Make, int Seed, string Rule)> mutants, double wantedShare)
    {
        var found = new Finding?[mutants.Count];
        Parallel.For(0, found.Length, index => found[index] = Find(mutants[index].Make, mutants[index].Seed, mutants[index].Rule));
        for (var index = 0; index < found.Length; index++)
            output.WriteLine($"{mutants[index].Make().Name,-26} {found[index]?.ToString() ?? "not found"}");

        var lost = found.Count(static finding => finding is null);
        var shrunk = found.OfType<Finding>().Where(static finding => finding.Faults > 0).ToList();
        Assert.True(lost <= (SearchedSeeds == 0 ? 0 : found.Length * (1 - wantedShare)), $"{lost} of {found.Length} planted bugs are not found");
        if (SearchedSeeds != 0)
        {
            var length = shrunk.Average(static finding => (double)finding.Kept / finding.Faults);
            output.WriteLine($"a shrunk failure has {length:P0} of the faults that it was found with");
            Assert.True(length <= WantedLength);
        }
    }

    [Fact]
    public void Failure_names_its_seed_the_faults_that_it_takes_and_a_recording_that_can_be_run_again()
    {
        using var run = new FaultRun(FaultPlan.Draw(2), new SessionEndsWithConnection());
        var outcome = run.Run();

        var text = FaultReport.Of(outcome, static () => new SessionEndsWithConnection(), out var recording);
        try
        {
            Assert.Contains("seed 2 ", text, StringComparison.Ordinal);
            Assert.Contains($"with 1 of {outcome.Plan.Faults.Count} faults", text, StringComparison.Ordinal);
            Assert.Contains($"Kind = {FaultKind.Crash}", text, StringComparison.Ordinal);
            Assert.EndsWith(recording, text.TrimEnd(), StringComparison.Ordinal);
            Assert.True(RecordingReader.TryOpen(recording, LookoutMode.Table, out var reader, out var fault), fault);
            using (reader)
            {
                var report = new ReplayVerifier(reader).Run();
                Assert.True(report is { Ok: true, Ticks: > 100 }, report.Fault);
            }
        }
        finally
        {
            File.Delete(recording);
        }
    }

    private static Finding? Find(Func<Mutant> make, int known, string rule)
    {
        foreach (var seed in SearchedSeeds == 0 ? Enumerable.Range(1, FewSeeds).Prepend(known) : Enumerable.Range(1, SearchedSeeds))
        {
            using var run = new FaultRun(FaultPlan.Draw(seed), make());
            var outcome = run.Run();
            if (!outcome.Holds && (rule.Length == 0 || outcome.Rule == rule))
            {
                var kept = SearchedSeeds == 0 ? outcome : Shrinker.Shrink(outcome, make, 60);
                return new(seed, outcome.Tick, outcome.Rule, outcome.Plan.Faults.Count, kept.Plan.Faults.Count);
            }
        }

        return null;
    }

    private sealed record Finding(int Seed, int Tick, string Rule, int Faults, int Kept)
    {
        public override string ToString() => $"seed {Seed,4} tick {Tick,5} {Rule,-16} {Faults,3} faults, {Kept,3} after shrinking";
    }
}
