using BenchmarkDotNet.Attributes;
using Ecs.Scenes;
using Ecs.Scenes.Field;
using Ecs.Simulation.Components;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Systems;
using Ecs.Simulation.Worlds;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// Which system is a tick's time spent in? Movement, flight and collision of warm worlds, each alone: the arena's 64 players and 2,000 bullets, which meet
/// each other, and the field's 1,000 and 100,000, which do not. The time is that of one call; nothing may be allocated.
/// </summary>
public class SystemBenchmarks
{
    private const int WarmTicks = 300;

    private readonly HitList _hits = new();
    private readonly BulletFlights _flights = new();
    private BotScene _scene = null!;
    private BotScene _still = null!;
    private CrowdSearch? _crowd;
    private CoveredSearch _covered = null!;
    private (long X, long Y) _reach;

    [Params("arena", "field")]
    public string Scene { get; set; } = "arena";

    [GlobalSetup]
    public void Setup()
    {
        (_scene, _still) = (Open(), Open());
        var world = _scene.Tick.World;
        _crowd = world.Rules.BulletsMeet ? new CrowdSearch(_scene.Map, world.Rules.BroadPhaseCell, _hits) : null;
        _covered = new CoveredSearch(_scene.Map.Bounds, new BroadPhase(_scene.Map.Bounds, world.Rules.BroadPhaseCell), _hits);

        // One step further, so that bullets have come to where they are by their velocities.
        _reach = BulletSystem.Advance(world, _flights);
        StopBullets(_still.Tick.World);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        _scene.Dispose();
        _still.Dispose();
    }

    /// <summary>All avatars a step, and turned round, so that they never get to the end of the field; the turn is part of the time.</summary>
    [Benchmark]
    public void Walk()
    {
        var world = _still.Tick.World;
        MovementSystem.Walk(world);
        foreach (ref var chunk in world.Store.Query(in Queries.Walkers))
        {
            foreach (ref var intent in chunk.GetSpan<Intent>()[..chunk.Count])
                (intent.MoveX, intent.MoveY) = ((sbyte)-intent.MoveX, (sbyte)-intent.MoveY);
        }
    }

    /// <summary>Bullets that stand still cost what others do, and are there the next time.</summary>
    [Benchmark]
    public void FlyBullets() => BulletSystem.Advance(_still.Tick.World, _flights);

    [Benchmark]
    public int FindHits()
    {
        CollisionSystem.FindHits(_scene.Tick.World, _reach, _crowd, _covered, rewind: null, _hits);
        return _hits.Hits.Length;
    }

    private static void StopBullets(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
            chunk.GetSpan<Simulation.Components.Velocity>()[..chunk.Count].Clear();
    }

    private BotScene Open()
    {
        BotScene scene = Scene == "field" ? new FieldScene(1_000, 100_000) : new ArenaScene(64, ArenaScene.OpenField(6), bulletTarget: 2_000);
        for (var tick = 0; tick < WarmTicks; tick++)
            scene.Step();

        return scene;
    }
}
