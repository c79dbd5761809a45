using Ecs.Scenes;
using Ecs.Scenes.Field;
using Ecs.Server.Pacing;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Simulation.Systems;

[Collection(AloneLane.Name)]
public sealed class AllocationTests
{
    [Theory]
    [InlineData("arena")]
    [InlineData("bunkers")]
    public void A_thousand_warm_ticks_of_64_bots_allocate_nothing(string map)
    {
        using var scene = new ArenaScene(64, ArenaScene.LoadMap(map));
        var sum = Play(scene, 2_000);

        Allocations.AssertNoneOnceWarm(() => sum += Play(scene, 1_000));

        Assert.NotEqual(0UL, sum);
        Assert.True(scene.Kills > 100);
    }

    [Fact]
    public void Warm_ticks_of_the_field_allocate_nothing()
    {
        using var scene = new FieldScene(players: 40, bullets: 2_000, creatures: 10);
        var sum = Play(scene, 400);

        Allocations.AssertNoneOnceWarm(() => sum += Play(scene, 200));

        Assert.NotEqual(0UL, sum);
        Assert.InRange(scene.Flying, scene.Bullets, int.MaxValue);
    }

    /// <summary>Counted on every thread that has a part in it.</summary>
    [Fact]
    public void Warm_ticks_that_threads_share_allocate_nothing()
    {
        using var threads = new TickThreads(3);
        using var scene = new FieldScene(players: 40, bullets: 2_000, creatures: 10);
        (scene.Tick.World.Threads, scene.Tick.World.SharedFrom) = (threads, 1);
        var sum = Play(scene, 400);

        Allocations.AssertNoneOnceWarm(meter =>
        {
            threads.TakeAllocatedBytes();
            meter.Start();
            sum += Play(scene, 200);
            meter.Stop();
            meter.Add(threads.TakeAllocatedBytes());
        });

        Assert.NotEqual(0UL, sum);
    }

    private static ulong Play(BotScene scene, int ticks)
    {
        var sum = 0UL;
        for (var tick = 0; tick < ticks; tick++)
        {
            scene.Step();
            sum += scene.Tick.World.ComputeHash();
        }

        return sum;
    }
}
