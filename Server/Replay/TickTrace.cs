using Ecs.Server.Recording;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>A field that a stage changed, with its new value.</summary>
/// <param name="Kind">Births and deaths have no field and no value.</param>
/// <param name="Entity">None for the world's record and the mode's state.</param>
/// <param name="Component">Index in the schema.</param>
/// <param name="Field">Index in the component.</param>
/// <param name="Value">The field's bytes.</param>
internal readonly record struct TracedChange(ChangeKind Kind, EntityId Entity, byte Component, byte Field, byte[] Value);

/// <summary>What one stage of one tick did.</summary>
internal sealed class StageTrace
{
    public required TickStage Stage { get; init; }

    public List<TracedChange> Changes { get; } = [];

    /// <summary>The world before the stage, when it was kept.</summary>
    public WorldImage? Before { get; set; }

    /// <summary>Hashes of the components that the stage touched.</summary>
    public Dictionary<int, ulong> Hashes { get; } = [];
}

/// <summary>What every stage of one tick did, from a recording with detail or from a run of this build.</summary>
internal sealed class TickTrace
{
    public List<StageTrace> Stages { get; } = [];

    /// <summary>Runs one tick and traces it, images of the stages kept.</summary>
    /// <param name="segment">Has the tick loaded and not run.</param>
    /// <param name="meddle">Called after each stage, before it is traced; may plant a fault.</param>
    /// <param name="hash">What came out.</param>
    public static TickTrace Run(ReplaySegment segment, Action<TickStage, GameWorld>? meddle, out ulong hash)
    {
        var trace = new TickTrace();
        var tracer = new TickTracer(segment.World.World) { Meddle = meddle };
        trace.Follow(tracer);
        segment.World.Observer = tracer;
        hash = segment.Run();
        segment.World.Observer = null;
        return trace;
    }

    /// <summary>Takes the images of another trace whose stages began with the same states, as far as they are equal.</summary>
    public void BorrowImages(TickTrace other)
    {
        foreach (var (mine, theirs) in Stages.Zip(other.Stages))
            mine.Before = theirs.Before;
    }

    private void Follow(TickTracer tracer)
    {
        tracer.StageTraced = stage =>
        {
            var trace = new StageTrace { Stage = stage };
            for (var component = 0; component < tracer.Hashes.Length; component++)
            {
                if (tracer.Touched(component))
                    trace.Hashes[component] = tracer.Hashes[component];
            }

            foreach (ref readonly var change in tracer.Changes)
            {
                var size = tracer.Schema.Components[change.Component].Fields[change.Field].Size;
                var value = change.Kind != ChangeKind.Changed ? []
                    : change.After < 0 ? new byte[size]
                    : tracer.After.FieldBytes(change.After, size).ToArray();
                trace.Changes.Add(new TracedChange(change.Kind, change.Entity, change.Component, change.Field, value));
            }

            trace.Before = new WorldImage(tracer.Schema);
            trace.Before.TryTake(tracer.Before.Bytes);
            Stages.Add(trace);
        };
    }
}
