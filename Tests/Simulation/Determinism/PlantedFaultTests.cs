using Ecs.Benchmarks.Scenes;
using Ecs.Simulation;
using Ecs.Simulation.Inspection;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>A flipped bit, at any stage of a tick, makes another world, never an exception: the tools that look for it need a whole tick.</summary>
public sealed class PlantedFaultTests
{
    [Fact]
    public void A_world_with_one_flipped_bit_runs_on() => Seeded.Run(400, random =>
    {
        using var scene = new ArenaScene(12, seed: (ulong)random.Next());
        for (var tick = 0; tick < 120; tick++)
        {
            scene.Step();
        }

        var flipper = new Flipper(random);
        scene.Tick.Observer = flipper;
        scene.Step();
        for (var tick = 0; tick < 20; tick++)
        {
            scene.Step();
            scene.Tick.World.ComputeHash();
        }

        Assert.True(flipper.IsDone);
    });

    private sealed class Flipper(Random random) : ITickObserver
    {
        private readonly TickStage _stage = (TickStage)random.Next(Enum.GetValues<TickStage>().Length);

        public bool IsDone { get; private set; }

        public void StageBegins(TickStage stage, GameWorld world)
        {
            // Only the end of a stage is of interest.
        }

        public void StageEnds(TickStage stage, GameWorld world)
        {
            if (IsDone || stage != _stage)
            {
                return;
            }

            var schema = world.Schema;
            var ids = new List<EntityId> { EntityId.None };
            foreach (var (id, _) in world.SortedEntities())
            {
                ids.Add(id);
            }

            while (!IsDone)
            {
                var component = random.Next(schema.Components.Length);
                var field = random.Next(schema.Components[component].Fields.Count);
                var bit = random.Next(schema.Components[component].Fields[field].Size * 8);
                IsDone = BitFlip.Apply(world, schema, ids[random.Next(ids.Count)], component, field, bit);
            }
        }
    }
}
