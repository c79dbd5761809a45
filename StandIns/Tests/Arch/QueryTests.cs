using Arch.Core;

namespace Ecs.StandIns.Tests.Arch;

public sealed class QueryTests : IDisposable
{
    private readonly World _world = World.Create();
    private readonly QueryDescription _moving = new QueryDescription().WithAll<Position, Velocity>().WithNone<Dead>();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Chunk_spans_reach_every_matching_entity_once()
    {
        for (int i = 0; i < 2_000; i++)
        {
            _world.Create(new Position(i, 0), new Velocity(1, 2));
            _world.Create(new Position(i, 0), new Velocity(1, 2), new Health(1));
            _world.Create(new Position(i, 0), new Velocity(1, 2), default(Dead));
            _world.Create(new Position(i, 0));
        }

        int visited = 0;
        foreach (ref var chunk in _world.Query(in _moving))
        {
            chunk.GetSpan<Position, Velocity>(out var positions, out var velocities);
            Assert.Equal(chunk.Capacity, positions.Length);
            for (int i = 0; i < chunk.Count; i++)
            {
                positions[i].Y += velocities[i].Y;
                visited++;
            }
        }

        Assert.Equal(4_000, visited);
        Assert.Equal(4_000, _world.CountEntities(in _moving));
        var moved = new QueryDescription().WithAll<Position>();
        int sum = 0;
        _world.Query(in moved, (ref Position p) => sum += (int)p.Y);
        Assert.Equal(8_000, sum);
    }

    [Fact]
    public void Order_is_newest_archetype_first_then_last_chunk_then_last_entity()
    {
        Entity[] a = [.. Enumerable.Range(0, 600).Select(i => _world.Create(new Position(), new Velocity()))];
        Entity[] b = [.. Enumerable.Range(0, 3).Select(i => _world.Create(new Position(), new Velocity(), new Health()))];

        List<Entity> visited = [];
        _world.Query(in _moving, (Entity entity) => visited.Add(entity));
        var listed = new Entity[603];
        _world.GetEntities(in _moving, listed);

        Entity[] expected = [.. b.Reverse(), .. a.Reverse()];
        Assert.Equal(expected, visited);
        Assert.Equal(expected, listed);
    }

    [Fact]
    public void Two_components_of_eight_bytes_fit_585_times_into_a_chunk_of_16_KiB()
    {
        Entity entity = _world.Create(new Position(), new Velocity());

        Assert.Equal(585, _world.GetArchetype(entity).EntitiesPerChunk);
        Assert.Equal(16_384, _world.GetArchetype(entity).ChunkSize);
        Assert.Equal(585, _world.GetChunk(entity).Capacity);
    }
}
