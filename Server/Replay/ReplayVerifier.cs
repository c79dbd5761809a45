using System.Diagnostics;
using Ecs.Server.Recording;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>What a verification found.</summary>
public sealed record VerifyReport
{
    /// <summary>Whether the recording is complete, holds ticks, and every hash is the recorded one.</summary>
    public required bool Ok { get; init; }

    /// <summary>Ticks that were run again.</summary>
    public required long Ticks { get; init; }

    /// <summary>Ticks whose hash differed; after the first the world is another one, so the rest up to the next checkpoint follows.</summary>
    public required long Mismatches { get; init; }

    public required double TicksPerSecond { get; init; }

    /// <summary>Recorded time over time taken.</summary>
    public required double TimesRealTime { get; init; }

    public Divergence? First { get; init; }

    /// <summary>Whether the whole recording is there; if not, <see cref="Torn"/> or <see cref="Damaged"/> says what is missing.</summary>
    public required bool Complete { get; init; }

    /// <summary>Null, or how the recording is torn.</summary>
    public string? Torn { get; init; }

    /// <summary>Null, or how the recording is damaged.</summary>
    public string? Damaged { get; init; }

    /// <summary>Empty, or why ticks of the file could not be run.</summary>
    public string Fault { get; init; } = "";

    /// <summary>The fault that was planted on request.</summary>
    public string Planted { get; init; } = "";

    /// <summary>What else is to be known of the recording.</summary>
    public IReadOnlyList<string> Notes { get; init; } = [];
}

/// <summary>Runs a recording again and compares every hash.</summary>
internal sealed class ReplayVerifier(RecordingReader reader)
{
    private long _done;

    /// <summary>Parts that run at once, each from checkpoint to checkpoint; 1 runs straight through.</summary>
    public int Jobs { get; init; } = 1;

    /// <summary>Begins with the checkpoint at or before this tick.</summary>
    public uint From { get; init; }

    /// <summary>A fault to plant, and then to find.</summary>
    public PlannedFlip? Flip { get; init; }

    /// <summary>Gives the trace of a tick by other means; null when it cannot.</summary>
    public Func<uint, (TickTrace Trace, string Name)?>? OtherReference { get; init; }

    /// <summary>Ticks done so far; may be read from any thread.</summary>
    public long Done => Interlocked.Read(ref _done);

    public VerifyReport Run()
    {
        var start = Stopwatch.GetTimestamp();
        var parts = reader.TickCount == 0 ? [] : Parts();
        var results = new PartResult[parts.Count];
        if (Jobs <= 1)
        {
            for (var i = 0; i < parts.Count; i++)
                results[i] = RunPart(parts[i]);
        }
        else
        {
            Parallel.For(0, parts.Count, new ParallelOptions { MaxDegreeOfParallelism = Jobs }, i => results[i] = RunPart(parts[i]));
        }

        var seconds = Math.Max(Stopwatch.GetElapsedTime(start).TotalSeconds, 1e-9);
        var ticks = results.Sum(result => result.Ticks);
        var first = results.FirstOrDefault(result => result.FirstWrong is not null);
        var fault = results.FirstOrDefault(result => result.Fault.Length > 0).Fault ?? "";
        if (fault.Length == 0 && ticks == 0)
            fault = "the recording has no ticks";

        return new VerifyReport
        {
            Ok = first.FirstWrong is null && fault.Length == 0 && reader.IsComplete,
            Complete = reader.IsComplete,
            Torn = reader.Torn,
            Damaged = reader.Damaged,
            Ticks = ticks,
            Mismatches = results.Sum(result => result.Mismatches),
            TicksPerSecond = Math.Round(ticks / seconds, 1),
            TimesRealTime = Math.Round(ticks / seconds / reader.Header.TickRate, 1),
            First = first.FirstWrong is { } wrong ? Explain(wrong, first.Found) : null,
            Fault = fault,
            Planted = Flip is null ? "" : Flip.ToString(),
            Notes = reader.Notes,
        };
    }

    /// <summary>One part, or one for each checkpoint: of a damaged recording too, so that what is behind the damage is run.</summary>
    private List<(int Checkpoint, uint Until)> Parts()
    {
        var isSplit = Jobs > 1 || reader.State == RecordingState.Damaged;
        var checkpoints = new List<int>();
        for (var i = reader.CheckpointBefore(From); i < reader.Blocks.Count; i++)
        {
            if (reader.Blocks[i].Frame.Kind == BlockKind.Checkpoint && (checkpoints.Count == 0 || isSplit))
                checkpoints.Add(i);
        }

        var parts = new List<(int, uint)>();
        for (var i = 0; i < checkpoints.Count; i++)
            parts.Add((checkpoints[i], i + 1 < checkpoints.Count ? reader.Blocks[checkpoints[i + 1]].Frame.FirstTick : uint.MaxValue));

        return parts;
    }

    private PartResult RunPart((int Checkpoint, uint Until) part)
    {
        var result = new PartResult { Fault = "" };
        if (!ReplaySegment.TryBegin(reader, part.Checkpoint, out var segment, out var fault))
            return result with { Fault = fault };

        using (segment)
        {
            // By the recording's own count: a planted fault may change that of the world.
            var last = reader.Blocks[part.Checkpoint].Frame.FirstTick;
            for (; last < part.Until && segment.TryLoad(); last = segment.Tick.Value)
            {
                if (Flip is { } flip && flip.Tick == segment.Tick.Value)
                    segment.World.Observer = new StageHook(Planting(flip));

                var expected = segment.ExpectedHash;
                var found = segment.Run();
                segment.World.Observer = null;
                result.Ticks++;
                Interlocked.Increment(ref _done);
                if (found != expected)
                {
                    result.Mismatches++;
                    result.FirstWrong ??= segment.Tick.Value;
                    result.Found = result.Mismatches == 1 ? found : result.Found;
                }
            }

            return result with { Fault = segment.Fault };
        }
    }

    /// <summary>Runs the wrong tick once more, slowly, beside the best reference there is.</summary>
    private Divergence Explain(uint tick, ulong foundHash)
    {
        if (!ReplayRunner.TryLoadTick(reader, tick, out var segment, out _))
            return Unexplained(tick, 0, foundHash, []);

        using (segment)
        {
            var expectedHash = segment.ExpectedHash;
            var inputs = InputText.Describe(segment.Input);
            var schema = segment.World.World.Schema;
            var reference = ReferenceFor(tick);
            if (reference is null)
            {
                segment.Run();
                return Unexplained(tick, expectedHash, foundHash, inputs) with { AtNextCheckpoint = CompareAtCheckpoint(segment) };
            }

            var flip = Flip is { } planned && planned.Tick == tick ? planned : null;
            var found = TickTrace.Run(segment, flip is null ? null : Planting(flip), out _);
            return Unexplained(tick, expectedHash, foundHash, inputs) with
            {
                Reference = reference.Value.Name,
                First = TraceComparer.FindFirst(schema, reference.Value.Trace, found),
            };
        }
    }

    private (TickTrace Trace, string Name)? ReferenceFor(uint tick)
    {
        if (DetailDecoder.Find(reader, tick) is { } recorded)
            return (recorded, "the recording's detail");

        if (OtherReference?.Invoke(tick) is { } other)
            return other;

        if (Flip is null || !ReplayRunner.TryLoadTick(reader, tick, out var clean, out _))
            return null;

        using (clean)
            return (TickTrace.Run(clean, meddle: null, out _), "a clean run of this build");
    }

    /// <summary>Goes on with the wrong world and holds it against the next checkpoint.</summary>
    private IReadOnlyList<string> CompareAtCheckpoint(ReplaySegment segment)
    {
        var schema = segment.World.World.Schema;
        foreach (var block in reader.Blocks)
        {
            if (block.Frame.Kind != BlockKind.Checkpoint || block.Frame.FirstTick < segment.World.World.Tick.Value)
                continue;

            while (segment.World.World.Tick.Value < block.Frame.FirstTick && segment.TryLoad())
                segment.Run();

            var expected = new Simulation.Inspection.WorldImage(schema);
            var found = new Simulation.Inspection.WorldImage(schema);
            found.Take(segment.World.World);
            return reader.SchemaFault.Length == 0 && reader.TryRead(block, out var bytes, out _) && expected.TryTake(bytes)
                ? [.. ImageText.Differences(schema, expected, found, 10).Select(line => $"(tick {block.Frame.FirstTick}) {line}")]
                : [];
        }

        return [];
    }

    /// <summary>Plants the fault once, at the first end of its stage: twice the same bit would be none.</summary>
    private static Action<TickStage, GameWorld> Planting(PlannedFlip flip)
    {
        var isPlanted = false;
        return (stage, world) =>
        {
            if (stage == flip.Stage && !isPlanted)
            {
                isPlanted = true;
                flip.Apply(world);
            }
        };
    }

    private Divergence Unexplained(uint tick, ulong expected, ulong found, IReadOnlyList<string> inputs) => new()
    {
        Tick = tick,
        ExpectedHash = RecordingHeader.Hex(expected),
        FoundHash = RecordingHeader.Hex(found),
        Inputs = inputs,
        Notes = reader.Notes,
    };

    private record struct PartResult
    {
        public long Ticks;
        public long Mismatches;
        public uint? FirstWrong;
        public ulong Found;
        public string Fault;
    }
}
