using System.Globalization;
using System.Text;
using Ecs.Tests.Testing.Mutants;

namespace Ecs.Tests.Faults;

/// <summary>What a person needs to run a failure again: its seed, the faults that it takes, and a recording of the room.</summary>
internal static class FaultReport
{
    private const int ShrinkRuns = 60;

    public static string Of(FaultOutcome failure, Func<Mutant?> mutant) => Of(failure, mutant, out _);

    /// <param name="failure">A run in which something did not hold.</param>
    /// <param name="mutant">The planted bug, if there is one; a new one for every run.</param>
    /// <param name="recording">The file with what the room was given in the shrunk run.</param>
    public static string Of(FaultOutcome failure, Func<Mutant?> mutant, out string recording)
    {
        var shrunk = Shrinker.Shrink(failure, mutant, ShrinkRuns);
        recording = PathOf(shrunk.Plan);
        var text = new StringBuilder();
        var plan = shrunk.Plan;
        text.AppendLine(CultureInfo.InvariantCulture, $"seed {plan.Seed} ({plan.Game}, {plan.Budget} bytes a second, {plan.Clients} clients, {plan.Bots} bots), tick {failure.Tick}: {failure.Text}");
        text.AppendLine(CultureInfo.InvariantCulture, $"with {plan.Faults.Count} of {failure.Plan.Faults.Count} faults, tick {shrunk.Tick}: {shrunk.Text}");
        foreach (var fault in plan.Faults)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {fault}");

        text.AppendLine(CultureInfo.InvariantCulture, $"recording: {Record(plan, mutant(), recording)}");
        return text.ToString();
    }

    private static string PathOf(FaultPlan plan) =>
        Path.Combine(Path.GetTempPath(), $"ecs-fault-{plan.Seed}-{Environment.ProcessId}.rec".ToLowerInvariant());

    private static string Record(FaultPlan plan, Mutant? mutant, string path)
    {
        using var run = new FaultRun(plan, mutant);
        run.Room.BeginRecording(new FileStream(path, FileMode.Create, FileAccess.Write), detail: false);
        run.Run();
        return run.Room.Recording!.Fault.Length == 0 ? path : $"{path} ({run.Room.Recording.Fault})";
    }
}
