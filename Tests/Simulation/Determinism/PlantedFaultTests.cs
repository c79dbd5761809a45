using Ecs.Scenes;
using Ecs.Simulation.Inspection;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Simulation.Worlds;
using Ecs.Tests.Simulation.Games;

namespace Ecs.Tests.Simulation.Determinism;

/// <summary>A flipped bit, at any stage of a tick, makes another world, never an exception: the tools that look for it need a whole tick.</summary>
public sealed class PlantedFaultTests
{
    private const int WarmTicks = 120;
    private const int TicksAfter = 60;

    public static TheoryData<string> Games => AnyGame.Names;

    [Theory]
    [MemberData(nameof(Games))]
    public void A_world_with_one_flipped_bit_runs_on(string game)
    {
        // One scene goes on from flip to flip of the same seed: what it has become is part of what must not throw.
        Seeded.Run(60, random =>
        {
            using var scene = AnyGame.Open(game, players: 8, seed: (ulong)random.Next());
            Run(scene, WarmTicks);
            for (var flip = 0; flip < 12; flip++)
            {
                var flipper = new Flipper(random);
                scene.Tick.Observer = flipper;
                scene.Step();
                Assert.True(flipper.IsDone);
                try
                {
                    Run(scene, TicksAfter);
                }
                catch (Exception failure)
                {
                    throw new InvalidOperationException($"flip {flip}, {flipper.Done}: {failure}", failure);
                }
            }
        });
    }

    private static void Run(BotScene scene, int ticks)
    {
        var view = new WorldView();
        for (; ticks > 0; ticks--)
        {
            scene.Step();
            scene.Tick.World.ComputeHash();
            scene.Tick.World.CopyTo(view);
        }
    }

    private sealed class Flipper(Random random) : ITickObserver
    {
        private readonly TickStage _stage = (TickStage)random.Next(Enum.GetValues<TickStage>().Length);

        public bool IsDone { get; private set; }

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
}
