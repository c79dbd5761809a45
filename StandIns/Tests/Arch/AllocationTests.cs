using Arch.Core;
using Ecs.Tests.Testing;

namespace Ecs.StandIns.Tests.Arch;

public sealed class AllocationTests : IDisposable
{
    private readonly World _world = World.Create();
    private readonly QueryDescription _moving = new QueryDescription().WithAll<Position, Velocity>().WithNone<Dead>();
    private readonly Entity[] _entities = new Entity[1_000];
    private readonly ForEach<Position, Velocity> _move = static (ref Position p, ref Velocity v) => p.X += v.X;

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Warm_world_creates_changes_queries_and_destroys_without_allocating()
    {
        Allocations.AssertNoneOnceWarm(Round, windows: 10);
    }

    private void Round()
    {
        for (var i = 0; i < _entities.Length; i++)
            _entities[i] = _world.Create(new Position(i, 0), new Velocity(1, 1));

        foreach (var entity in _entities)
        {
            _world.Add(entity, new Health(3));
            _world.Get<Health>(entity).Value--;
            _world.Remove<Velocity>(entity);
            _world.Add(entity, new Velocity(2, 2), default(Dead));
            _world.Remove<Dead>(entity);
        }

        foreach (ref var chunk in _world.Query(in _moving))
            chunk.GetSpan<Position>()[0].X = 1;

        _world.Query(in _moving, _move);
        _world.GetEntities(in _moving, _entities);
        foreach (var entity in _entities)
            _world.Destroy(entity);

        _world.Create(100, new Position(), new Velocity());
        _world.Destroy(in _moving);
    }
}
