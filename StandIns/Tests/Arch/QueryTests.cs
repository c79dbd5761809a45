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
        for (var i = 0; i < 2_000; i++)
        {
            _world.Create(new Position(i, 0), new Velocity(1, 2));
            _world.Create(new Position(i, 0), new Velocity(1, 2), new Health(1));
            _world.Create(new Position(i, 0), new Velocity(1, 2), default(Dead));
            _world.Create(new Position(i, 0));
        }

        var visited = 0;
        foreach (ref var chunk in _world.Query(in _moving))
        {
            chunk.GetSpan<Position, Velocity>(out var positions, out var velocities);
            Assert.Equal(chunk.Capacity, positions.Length);
            for (var i = 0; i < chunk.Count; i++)
            {
                positions[i].Y += velocities[i].Y;
                visited++;
            }
        }

        Assert.Equal(4_000, visited);
        Assert.Equal(4_000, _world.CountEntities(in _moving));
        var moved = new QueryDescription().WithAll<Position>();
        var sum = 0;
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
        var entity = _world.Create(new Position(), new Velocity());

        Assert.Equal(585, _world.GetArchetype(entity).EntitiesPerChunk);
        Assert.Equal(16_384, _world.GetArchetype(entity).ChunkSize);
        Assert.Equal(585, _world.GetChunk(entity).Capacity);
    }

    [Fact]
    public void Descriptions_choose_by_all_any_none_and_exactly()
    {
        _world.Create(new Position());
        _world.Create(new Position(), new Velocity());
        _world.Create(new Position(), new Velocity(), new Health());
        _world.Create(new Health());

        var all = new QueryDescription().WithAll<Position, Velocity>();
        var any = new QueryDescription().WithAny<Velocity, Health>();
        var none = new QueryDescription().WithNone<Velocity, Health>();
        var exactly = new QueryDescription().WithExclusive<Velocity, Position>();
        var mixed = new QueryDescription(all: Component<Position>.Signature, none: Component<Health>.Signature);
        Assert.Equal(2, _world.CountEntities(in all));
        Assert.Equal(3, _world.CountEntities(in any));
        Assert.Equal(1, _world.CountEntities(in none));
        Assert.Equal(1, _world.CountEntities(in exactly));
        Assert.Equal(2, _world.CountEntities(in mixed));
        QueryDescription everything = default;
        Assert.Equal(4, _world.CountEntities(in everything));
    }

    [Fact]
    public void Same_description_gives_the_same_query_however_it_was_spelled()
    {
        var first = new QueryDescription().WithAll<Position, Velocity>().WithNone<Dead>();
        var second = new QueryDescription(
            all: new Signature(Component<Velocity>.ComponentType, Component<Position>.ComponentType),
            none: new Signature(Component<Dead>.ComponentType));

        Assert.Same(_world.Query(in first), _world.Query(in second));
    }

    [Fact]
    public void Delegates_and_structs_see_the_same_entities_and_write_through()
    {
        for (var i = 0; i < 700; i++)
            _world.Create(new Position(i, 0), new Velocity(1, 0), new Health(i));

        _world.Query(in _moving, (Entity entity, ref Position p, ref Velocity v) => p.X += v.X);
        _world.InlineQuery<Mover, Position, Velocity>(in _moving);
        var sum = new Summing();
        _world.InlineEntityQuery<Summing, Position, Health>(in _moving, ref sum);
        var counting = new Counting();
        _world.InlineQuery(in _moving, ref counting);

        Assert.Equal(700, counting.Count);
        Assert.Equal(2 * 700, sum.Gained);
    }

    [Fact]
    public void Archetypes_and_chunks_are_listed_in_query_order()
    {
        for (var i = 0; i < 600; i++)
            _world.Create(new Position(), new Velocity());

        var newer = _world.Create(new Position(), new Velocity(), new Health());
        var chunks = new Chunk[4];
        _world.GetChunks(in _moving, chunks, 1);
        var archetypes = new Archetype[2];
        _world.GetArchetypes(in _moving, archetypes);

        Assert.Equal([1, 15, 585], chunks[1..].Select(chunk => chunk.Count));
        Assert.Same(_world.GetArchetype(newer), archetypes[0]);
        Assert.Same(_world.Archetypes[0], archetypes[1]);
        Assert.Equal((2, 600, 1170), (archetypes[1].ChunkCount, archetypes[1].EntityCount, archetypes[1].EntityCapacity));
        var walked = 0;
        foreach (ref var chunk in archetypes[1])
            walked += chunk.Count;

        Assert.Equal(600, walked);
    }

    [Fact]
    public void Chunk_without_the_component_refuses_by_name()
    {
        var entity = _world.Create(new Position());

        var error = Assert.Throws<InvalidOperationException>(() => _world.GetChunk(entity).GetSpan<Velocity>().Length);
        Assert.Contains(nameof(Velocity), error.Message, StringComparison.Ordinal);
        Assert.True(_world.GetChunk(entity).Has<Position>());
        Assert.False(_world.GetChunk(entity).Has<Velocity>());
    }

    [Fact]
    public void Room_is_made_ahead_and_given_back()
    {
        var archetype = _world.EnsureCapacity<Position, Velocity>(2_000);
        Assert.True(archetype.EntityCapacity >= 2_000);
        Assert.Equal(archetype.EntityCapacity, _world.Capacity);

        _world.Create(10, new Position(), new Velocity());
        _world.Create(10, new Health());
        var healths = new QueryDescription().WithAll<Health>();
        _world.Destroy(in healths);
        _world.TrimExcess();

        Assert.Equal((1, 1), (_world.Archetypes.Count, archetype.ChunkCapacity));
        Assert.Equal(10, _world.CountEntities(in _moving));
        _world.Create(new Health(1));
        Assert.Equal(1, _world.CountEntities(in healths));
        _world.Clear();
        Assert.Equal((0, 0), (_world.Size, _world.CountEntities(in healths)));
    }

    [Fact]
    public void Entities_created_or_destroyed_during_a_walk_never_break_it()
    {
        for (var i = 0; i < 1_000; i++)
            _world.Create(new Position(i, 0), new Velocity());

        var random = new Random(7);
        var all = new Entity[1_000];
        _world.GetEntities(in _moving, all);
        var dead = 0;
        _world.Query(in _moving, (Entity entity, ref Position p) =>
        {
            Assert.True(_world.IsAlive(entity));
            Assert.Equal(p, _world.Get<Position>(entity));
            var other = all[random.Next(all.Length)];
            if (_world.IsAlive(other))
            {
                _world.Destroy(other);
                dead++;
            }

            _world.Create(new Position(-1, 0), default(Dead));
        });

        Assert.Equal(1_000 - dead, _world.CountEntities(in _moving));
    }

    private struct Mover : IForEach<Position, Velocity>
    {
        public readonly void Update(ref Position t0Component, ref Velocity t1Component) => t0Component.X += t1Component.X;
    }

    private struct Counting : IForEach
    {
        public int Count;

        public void Update(Entity entity) => Count++;
    }

    private struct Summing : IForEachWithEntity<Position, Health>
    {
        public int Gained;

        public void Update(Entity entity, ref Position t0Component, ref Health t1Component) =>
            Gained += (int)t0Component.X - t1Component.Value;
    }
}
