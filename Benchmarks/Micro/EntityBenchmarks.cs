using Arch.Core;
using BenchmarkDotNet.Attributes;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does a structural change cost in a warm world of a million entities? The time is per entity; nothing may be allocated.
/// Wanted: create below 31 ns, destroy below 45 ns.
/// </summary>
public class EntityBenchmarks
{
    private const int Entities = 1_000_000;
    private const int Seed = 1;

    private readonly Entity[] _entities = new Entity[Entities];
    private readonly Entity[] _shuffled = new Entity[Entities];
    private World _world = null!;

    [GlobalSetup]
    public void Warm()
    {
        _world = World.Create(entityCapacity: Entities);
        Fill();
        AddComponent();
        RemoveComponent();
        _world.Clear();
    }

    [GlobalCleanup]
    public void Cleanup() => _world.Dispose();

    [IterationSetup(Target = nameof(Create))]
    public void Empty() => _world.Clear();

    [IterationSetup(Targets = [nameof(Destroy), nameof(DestroyAtRandom), nameof(AddComponent)])]
    public void Fill()
    {
        _world.Clear();
        Create();
        _entities.CopyTo(_shuffled, 0);
        new Random(Seed).Shuffle(_shuffled);
    }

    [IterationSetup(Target = nameof(RemoveComponent))]
    public void FillWithThree()
    {
        Fill();
        AddComponent();
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public void Create()
    {
        var entities = _entities;
        var world = _world;
        for (var i = 0; i < entities.Length; i++)
            entities[i] = world.Create(new Position { X = i }, new Velocity { X = 1 });
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public void Destroy() => DestroyAll(_entities);

    [Benchmark(OperationsPerInvoke = Entities)]
    public void DestroyAtRandom() => DestroyAll(_shuffled);

    [Benchmark(OperationsPerInvoke = Entities)]
    public void AddComponent()
    {
        foreach (var entity in _entities)
            _world.Add(entity, new Health { Current = 1, Max = 2 });
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public void RemoveComponent()
    {
        foreach (var entity in _entities)
            _world.Remove<Health>(entity);
    }

    private void DestroyAll(Entity[] entities)
    {
        foreach (var entity in entities)
            _world.Destroy(entity);
    }
}
