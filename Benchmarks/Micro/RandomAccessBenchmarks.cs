using Arch.Core;
using BenchmarkDotNet.Attributes;

namespace Ecs.Benchmarks.Micro;

/// <summary>
/// What does it cost to follow a handle to its component, in random order among a million, beside an index into one array? The
/// time is per access. Wanted: below 61 ns.
/// </summary>
public class RandomAccessBenchmarks
{
    private const int Entities = 1_000_000;
    private const int Seed = 1;

    private readonly Position[] _positions = new Position[Entities];
    private readonly int[] _order = [.. Enumerable.Range(0, Entities)];
    private readonly Entity[] _entities = new Entity[Entities];
    private World _world = null!;

    [GlobalSetup]
    public void Setup()
    {
        _world = World.Create();
        for (var i = 0; i < Entities; i++)
        {
            // Pages that were never written are all the same page, and then nothing is far away.
            _positions[i] = new Position { X = i };
            _entities[i] = _world.Create(_positions[i], default(Velocity));
        }

        new Random(Seed).Shuffle(_order);
        new Random(Seed).Shuffle(_entities);
    }

    [GlobalCleanup]
    public void Cleanup() => _world.Dispose();

    [Benchmark(Baseline = true, OperationsPerInvoke = Entities)]
    public int ArrayByIndex()
    {
        var sum = 0;
        foreach (var index in _order)
            sum += _positions[index].X;

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public int Get()
    {
        var sum = 0;
        foreach (var entity in _entities)
            sum += _world.Get<Position>(entity).X;

        return sum;
    }

    [Benchmark(OperationsPerInvoke = Entities)]
    public int IsAliveThenGet()
    {
        var sum = 0;
        foreach (var entity in _entities)
        {
            if (_world.IsAlive(entity))
                sum += _world.Get<Position>(entity).X;
        }

        return sum;
    }
}
