using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>Flips one bit of one hashed field at the end of a stage of the next tick, all of them drawn.</summary>
internal sealed class RandomFlip(Random random) : ITickObserver
{
    private readonly TickStage _stage = (TickStage)random.Next(Enum.GetValues<TickStage>().Length);

    public bool IsDone { get; private set; }

    /// <summary>For people.</summary>
    public string Done { get; private set; } = "";

    public void StageBegins(TickStage stage, GameWorld world)
    {
        // Only the end of a stage is of interest.
    }

    public void StageEnds(TickStage stage, GameWorld world)
    {
        if (IsDone || stage != _stage)
            return;

        var schema = world.Schema;
        var ids = new List<EntityId> { EntityId.None };
        foreach (var (id, _) in world.SortedEntities())
            ids.Add(id);

        while (!IsDone)
        {
            var component = random.Next(schema.Components.Length);
            var shape = schema.Components[component];
            if (shape.Fields.Count > 0)
            {
                var field = random.Next(shape.Fields.Count);
                var bit = random.Next(shape.Fields[field].Size * 8);
                var id = ids[random.Next(ids.Count)];
                IsDone = BitFlip.Apply(world, schema, id, component, field, bit);
                Done = $"tick {world.Tick} after {stage}, entity {id}, {shape.Name}.{shape.Fields[field].Name} bit {bit}";
            }
        }
    }
}
