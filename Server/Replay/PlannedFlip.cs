using Ecs.Server.Recording;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Server.Replay;

/// <summary>
/// A planted fault, drawn from a seed: one bit of one hashed field, flipped straight after one stage of one tick. What
/// a verification must then find and name.
/// </summary>
public sealed record PlannedFlip(uint Tick, TickStage Stage, EntityId Entity, int Component, int Field, int Bit)
{
    private const ulong Stream = 0x8000_0000_0000_0002;

    /// <summary>Draws until the flip changes the tick's hash; the recording itself is the judge.</summary>
    public static bool TryDraw(RecordingReader reader, ulong seed, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PlannedFlip? plan, out string fault)
    {
        plan = null;
        fault = "the recording has no ticks";
        if (reader.TickCount == 0)
            return false;

        var random = new TickRandom(seed, default, Stream);
        var tick = reader.StartTick + 1 + (uint)random.NextBelow((int)Math.Min(reader.TickCount, int.MaxValue));
        for (var attempt = 0; attempt < 1000; attempt++)
        {
            if (!ReplayRunner.TryLoadTick(reader, tick, out var segment, out fault))
                return false;

            using (segment)
            {
                PlannedFlip? drawn = null;
                var stage = (TickStage)random.NextBelow(Enum.GetValues<TickStage>().Length);
                segment.World.Observer = new StageHook((ended, world) =>
                {
                    if (ended == stage && drawn is null)
                    {
                        drawn = Draw(world, tick, stage, ref random);
                        drawn.Apply(world);
                    }
                });
                if (segment.Run() != segment.ExpectedHash)
                {
                    plan = drawn;
                    return plan is not null;
                }
            }
        }

        fault = "no flip of a thousand changed the hash";
        return false;
    }

    public void Apply(GameWorld world) => BitFlip.Apply(world, world.Schema, Entity, Component, Field, Bit);

    private static PlannedFlip Draw(GameWorld world, uint tick, TickStage stage, ref TickRandom random)
    {
        var image = new WorldImage(world.Schema);
        image.Take(world);
        while (true)
        {
            var row = image.Rows[random.NextBelow(image.Rows.Length)];
            var component = DrawComponent(world.Schema, row, ref random);
            if (component >= 0)
            {
                var fields = world.Schema.Components[component].Fields;
                var field = random.NextBelow(fields.Count);
                return new PlannedFlip(tick, stage, row.Id, component, field, random.NextBelow(fields[field].Size * 8));
            }
        }
    }

    /// <summary>One of the row's components that have a field; -1 when there is none, as in a mode that keeps no state.</summary>
    private static int DrawComponent(WorldSchema schema, in WorldImage.Row row, ref TickRandom random)
    {
        var choices = 0;
        var chosen = -1;
        for (var component = 0; component < schema.Components.Length; component++)
        {
            // Each of n choices has displaced the one before with a chance of 1 in n.
            if (row.Mask.Has(component) && schema.Components[component].Fields.Count > 0 && random.NextBelow(++choices) == 0)
                chosen = component;
        }

        return chosen;
    }
}

/// <summary>Calls back at the end of each stage.</summary>
internal sealed class StageHook(Action<TickStage, GameWorld> ended) : ITickObserver
{
    public void StageBegins(TickStage stage, GameWorld world)
    {
        // Only the end of a stage is of interest.
    }

    public void StageEnds(TickStage stage, GameWorld world) => ended(stage, world);
}
