using Ecs.Scenes;
using Ecs.Simulation.Views;
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
                var flipper = new RandomFlip(random);
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
}
