using Ecs.Server.Recording;
using Ecs.Simulation.Inspection;

namespace Ecs.Server.Replay;

/// <summary>What two recordings have in common, and where they part.</summary>
public sealed record DiffReport
{
    /// <summary>Whether both are complete and every tick of one is equal to that of the other.</summary>
    public required bool Same { get; init; }

    /// <summary>Ticks that are equal in both, from the first on.</summary>
    public required long EqualTicks { get; init; }

    /// <summary>How they differ, in words; empty when they are the same.</summary>
    public string Difference { get; init; } = "";

    public Divergence? First { get; init; }

    /// <summary>Empty, or what of the recordings (A or B) could not be compared.</summary>
    public string Fault { get; init; } = "";
}

/// <summary>Compares two recordings tick by tick: their inputs and their hashes. The first is taken as the expected one.</summary>
public sealed class ReplayDiff(RecordingReader left, RecordingReader right)
{
    public DiffReport Run()
    {
        var (a, b) = (left.Header, right.Header);
        if (left.TickCount == 0 || right.TickCount == 0)
            return Broken(0, left.TickCount == 0 ? "A has no ticks" : "B has no ticks");

        if (a.Options != b.Options || a.MapHash != b.MapHash || left.StartTick != right.StartTick)
            return new DiffReport { Same = false, EqualTicks = 0, Difference = "they are of different worlds: mode, map, seed, options or first tick differ" };

        if (!ReplaySegment.TryBegin(left, 1, out var first, out var fault))
            return Broken(0, $"A: {fault}");

        using (first)
        {
            if (!ReplaySegment.TryBegin(right, 1, out var second, out fault))
                return Broken(0, $"B: {fault}");

            using (second)
                return Walk(first, second);
        }
    }

    private DiffReport Walk(ReplaySegment first, ReplaySegment second)
    {
        var equal = 0L;
        while (true)
        {
            var (more, moreToo) = (first.TryLoad(), second.TryLoad());
            if (first.Fault.Length + second.Fault.Length > 0)
                return Broken(equal, first.Fault.Length > 0 ? $"A: {first.Fault}" : $"B: {second.Fault}");

            if (!more || !moreToo)
            {
                // What is missing might have been equal or not: nobody can say that they are the same, or that they differ.
                if (!more && !left.IsComplete)
                    return Broken(equal, $"A is {Words(left)}");

                if (!moreToo && !right.IsComplete)
                    return Broken(equal, $"B is {Words(right)}");

                return more == moreToo
                    ? new DiffReport { Same = true, EqualTicks = equal }
                    : new DiffReport { Same = false, EqualTicks = equal, Difference = $"after tick {left.StartTick + equal} only one of them goes on" };
            }

            var inputs = InputText.Describe(first.Input);
            var otherInputs = InputText.Describe(second.Input);
            if (!inputs.SequenceEqual(otherInputs))
            {
                var at = inputs.Zip(otherInputs).TakeWhile(pair => pair.First == pair.Second).Count();
                return new DiffReport
                {
                    Same = false,
                    EqualTicks = equal,
                    Difference = $"the inputs of tick {first.Tick} differ: \"{inputs.ElementAtOrDefault(at)}\" and \"{otherInputs.ElementAtOrDefault(at)}\"",
                };
            }

            if (left.Header.Hash != right.Header.Hash)
            {
                if (Contrast(first, second, equal, inputs) is { } difference)
                    return difference;
            }
            else if (first.ExpectedHash != second.ExpectedHash)
            {
                return Explain(first, second, equal, inputs);
            }
            else
            {
                // Both run, so that either can be explained from where it stands.
                first.Run();
                second.Run();
            }

            equal++;
        }
    }

    /// <summary>Runs the tick of two recordings whose hashes are of different functions: each is held against this build's run. Null when both are that.</summary>
    private DiffReport? Contrast(ReplaySegment first, ReplaySegment second, long equal, IReadOnlyList<string> inputs)
    {
        var isFirst = first.Run() == first.ExpectedHash;
        var isSecond = second.Run() == second.ExpectedHash;
        if (isFirst && isSecond)
            return null;

        if (!isFirst && !isSecond)
            return Broken(equal, $"the hashes are of different functions ({left.Header.Hash} and {right.Header.Hash}), and a run of this build has neither's in tick {first.Tick}");

        if (!ReplayRunner.TryLoadTick(left, first.Tick.Value, out var again, out var fault))
            return Broken(equal, $"A: {fault}");

        using (again)
            return Explain(again, second, equal, inputs);
    }

    private DiffReport Explain(ReplaySegment first, ReplaySegment second, long equal, IReadOnlyList<string> inputs)
    {
        var tick = first.Tick.Value;
        var schema = first.World.World.Schema;
        var (hash, otherHash) = (first.ExpectedHash, second.ExpectedHash);
        var recorded = DetailDecoder.Find(left, tick);
        var otherRecorded = DetailDecoder.Find(right, tick);

        // This build's own run has images, and stands for whichever recording has the hash that it gives.
        var own = TickTrace.Run(first, meddle: null, out var ownHash);
        var ownOtherHash = WorldHash.Compute(first.World.World, right.Header.Hash);
        WrongField? wrong = null;
        var reference = Divergence.NoReference;
        if (recorded is not null && otherRecorded is not null)
        {
            otherRecorded.BorrowImages(own);
            (wrong, reference) = (TraceComparer.FindFirst(schema, recorded, otherRecorded), "the detail of both recordings");
        }
        else if (ownOtherHash == otherHash && recorded is not null)
        {
            (wrong, reference) = (TraceComparer.FindFirst(schema, recorded, own), "the first recording's detail and a run of this build");
        }
        else if (ownHash == hash && otherRecorded is not null)
        {
            otherRecorded.BorrowImages(own);
            (wrong, reference) = (TraceComparer.FindFirst(schema, own, otherRecorded), "a run of this build and the second recording's detail");
        }

        return new DiffReport
        {
            Same = false,
            EqualTicks = equal,
            Difference = $"the hashes of tick {tick} differ",
            First = new Divergence
            {
                Tick = tick,
                ExpectedHash = RecordingHeader.Hex(hash),
                FoundHash = RecordingHeader.Hex(otherHash),
                Reference = reference,
                First = wrong,
                Inputs = inputs,
                Notes = [.. left.Notes.Union(right.Notes)],
                AtNextCheckpoint = wrong is null ? AtNextCheckpoint(schema, tick) : [],
            },
        };
    }

    private IReadOnlyList<string> AtNextCheckpoint(Simulation.Worlds.WorldSchema schema, uint tick)
    {
        foreach (var block in left.Blocks)
        {
            var other = right.Blocks.FirstOrDefault(candidate =>
                candidate.Frame.Kind == BlockKind.Checkpoint && candidate.Frame.FirstTick == block.Frame.FirstTick);
            if (block.Frame.Kind != BlockKind.Checkpoint || block.Frame.FirstTick < tick || other.Frame.Kind != BlockKind.Checkpoint)
                continue;

            var expected = new WorldImage(schema);
            var found = new WorldImage(schema);
            return left.SchemaFault.Length + right.SchemaFault.Length == 0 && left.TryRead(block, out var bytes, out _) && right.TryRead(other, out var otherBytes, out _)
                && expected.TryTake(bytes) && found.TryTake(otherBytes)
                ? [.. ImageText.Differences(schema, expected, found, 10).Select(line => $"(tick {block.Frame.FirstTick}) {line}")]
                : [];
        }

        return [];
    }

    private static string Words(RecordingReader reader) =>
        reader.Torn is { } torn ? $"torn after tick {reader.LastTick}: {torn}" : $"damaged: {reader.Damaged}";

    private static DiffReport Broken(long equal, string fault) => new() { Same = false, EqualTicks = equal, Fault = fault };
}
