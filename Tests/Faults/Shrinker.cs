using Ecs.Tests.Testing.Mutants;

namespace Ecs.Tests.Faults;

/// <summary>
/// Takes faults out of a plan that fails for as long as it still breaks the same rule: first none at all, then halves,
/// quarters and so on down to single ones (Zeller's delta debugging). At most so many runs.
/// </summary>
internal static class Shrinker
{
    public static FaultOutcome Shrink(FaultOutcome failure, Func<Mutant?> mutant, int runs)
    {
        var best = failure;
        var left = runs;
        if (TryWith(best, [], mutant, ref left) is { } bare)
            return bare;

        var chunk = best.Plan.Faults.Count;
        while (chunk > 1 && left > 0)
        {
            chunk = (chunk + 1) / 2;
            best = Pass(best, chunk, mutant, ref left);
        }

        return best;
    }

    private static FaultOutcome Pass(FaultOutcome failure, int chunk, Func<Mutant?> mutant, ref int left)
    {
        var best = failure;
        for (var start = 0; start < best.Plan.Faults.Count && left > 0;)
        {
            var rest = best.Plan.Faults.Where((_, index) => index < start || index >= start + chunk).ToArray();
            if (TryWith(best, rest, mutant, ref left) is { } shorter)
                best = shorter;
            else
                start += chunk;
        }

        return best;
    }

    private static FaultOutcome? TryWith(FaultOutcome failure, IReadOnlyList<Fault> faults, Func<Mutant?> mutant, ref int left)
    {
        left--;
        using var run = new FaultRun(failure.Plan with { Faults = faults }, mutant());
        var outcome = run.Run();
        return outcome.Rule == failure.Rule ? outcome : null;
    }
}
