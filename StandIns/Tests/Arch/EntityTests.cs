using Arch.Core;

namespace Ecs.StandIns.Tests.Arch;

public sealed class EntityTests : IDisposable
{
    private readonly World _world = World.Create();

    public void Dispose() => _world.Dispose();

    [Fact]
    public void Created_entity_has_its_components_and_their_values()
    {
        var entity = _world.Create(new Position(1, 2), new Health(3));

        Assert.True(_world.IsAlive(entity));
        Assert.Equal(new Position(1, 2), _world.Get<Position>(entity));
        Assert.Equal(3, _world.Get<Health>(entity).Value);
        Assert.True(_world.Has<Position>(entity));
        Assert.True(_world.Has<Position, Health>(entity));
        Assert.False(_world.Has<Velocity>(entity));
        Assert.False(_world.Has<Position, Velocity>(entity));
        Assert.Equal(1, _world.Size);
    }

    [Fact]
    public void Numbers_start_at_zero_and_freed_ones_return_in_the_order_they_were_freed_with_the_next_version()
    {
        Entity[] first = [_world.Create(new Health(0)), _world.Create(new Health(1)), _world.Create(new Health(2))];
        Assert.Equal([0, 1, 2], first.Select(e => e.Id));
        Assert.All(first, e => Assert.Equal(1, e.Version));

        _world.Destroy(first[1]);
        _world.Destroy(first[0]);
        Entity[] second = [_world.Create(new Health(3)), _world.Create(new Health(4)), _world.Create(new Health(5))];

        Assert.Equal([1, 0, 3], second.Select(e => e.Id));
        Assert.Equal([2, 2, 1], second.Select(e => e.Version));
    }

    [Fact]
    public void Destroying_moves_the_last_entity_of_the_archetype_into_the_hole()
    {
        Entity[] entities = [.. Enumerable.Range(0, 5).Select(i => _world.Create(new Health(i)))];

        _world.Destroy(entities[1]);

        var order = new Entity[4];
        var all = new QueryDescription().WithAll<Health>();
        _world.GetEntities(in all, order);
        Assert.Equal([entities[3], entities[2], entities[4], entities[0]], order);
        Assert.Equal([3, 2, 4, 0], order.Select(e => _world.Get<Health>(e).Value));
    }

    [Fact]
    public void Handles_that_were_never_given_out_are_not_alive()
    {
        Assert.False(_world.IsAlive(default));
        Assert.False(_world.IsAlive(Entity.Null));
        Assert.Equal(Entity.Null, new Entity());
        Assert.Equal((-1, 0, -1), (Entity.Null.Id, Entity.Null.WorldId, Entity.Null.Version));
    }

    [Fact]
    public void Stale_handle_is_refused_by_name_and_leaves_the_new_owner_alone()
    {
        var old = _world.Create(new Health(1));
        _world.Destroy(old);
        var owner = _world.Create(new Health(2));
        Assert.Equal(old.Id, owner.Id);

        Assert.False(_world.IsAlive(old));
        Action[] uses =
        [
            () => _world.Destroy(old),
            () => _world.Get<Health>(old).Value = 9,
            () => _world.Set(old, new Health(9)),
            () => _world.Add(old, new Position(9, 9)),
            () => _world.AddOrGet(old, new Position(9, 9)),
            () => _world.Remove<Health>(old),
            () => _world.Has<Health>(old),
            () => _world.TryGet<Health>(old, out _),
            () => _world.GetArchetype(old),
        ];
        foreach (var use in uses)
            Assert.Contains("not alive", Assert.Throws<InvalidOperationException>(use).Message, StringComparison.Ordinal);

        Assert.True(_world.IsAlive(owner));
        Assert.Equal(2, _world.Get<Health>(owner).Value);
        Assert.Equal(1, _world.Size);
    }

    [Fact]
    public void Handle_of_another_world_is_refused()
    {
        using var other = World.Create();
        var mine = _world.Create(new Health(1));
        other.Create(new Health(2));

        Assert.False(other.IsAlive(mine));
        Assert.Throws<InvalidOperationException>(() => other.Destroy(mine));
    }

    [Fact]
    public void Missing_component_is_refused_by_name_and_other_data_stays()
    {
        var entity = _world.Create(new Position(1, 2));

        var error = Assert.Throws<InvalidOperationException>(() => _world.Get<Velocity>(entity));
        Assert.Contains(nameof(Velocity), error.Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => _world.Set(entity, new Velocity(9, 9)));
        Assert.False(_world.TryGet<Velocity>(entity, out var none));
        Assert.Equal(default, none);
        _world.TryGetRef<Velocity>(entity, out var exists);
        Assert.False(exists);
        Assert.Equal(new Position(1, 2), _world.Get<Position>(entity));
    }

    [Fact]
    public void Version_that_is_used_up_retires_the_slot()
    {
        _world.Destroy(_world.Create(new Health(1)));
        _world.SetFreeVersion(0, int.MaxValue);

        var last = _world.Create(new Health(2));
        Assert.Equal((0, int.MaxValue), (last.Id, last.Version));
        _world.Destroy(last);

        Assert.Equal(1, _world.Create(new Health(3)).Id);
        Assert.False(_world.IsAlive(last));
    }

    [Fact]
    public void Adding_and_removing_keeps_the_other_components_and_the_handle()
    {
        var entity = _world.Create(new Position(1, 2), new Name("a"));
        var neighbour = _world.Create(new Position(3, 4), new Name("b"));

        _world.Add(entity, new Health(5));
        Assert.Equal((new Position(1, 2), "a", 5), (_world.Get<Position>(entity), _world.Get<Name>(entity).Text, _world.Get<Health>(entity).Value));

        _world.Add(entity, new Health(6));
        Assert.Equal(6, _world.Get<Health>(entity).Value);

        _world.Remove<Name>(entity);
        _world.Remove<Name>(entity);
        Assert.False(_world.Has<Name>(entity));
        Assert.Equal(new Position(1, 2), _world.Get<Position>(entity));

        Assert.Equal(7, _world.AddOrGet(entity, new Velocity(7, 7)).X);
        Assert.Equal(7, _world.AddOrGet(entity, new Velocity(8, 8)).X);
        Assert.Equal((new Position(3, 4), "b"), (_world.Get<Position>(neighbour), _world.Get<Name>(neighbour).Text));
    }

    [Fact]
    public void Several_components_are_added_set_read_and_removed_at_once()
    {
        var entity = _world.Create(new Health(1));

        _world.Add(entity, new Position(1, 1), new Velocity(2, 2));
        _world.Set(entity, new Position(3, 3), new Velocity(4, 4));
        var both = _world.Get<Position, Velocity>(entity);
        both.t0.X = 5;
        (var position, var velocity) = both;

        Assert.Equal((new Position(5, 3), new Velocity(4, 4)), (position, velocity));
        Assert.Equal(5, _world.Get<Position>(entity).X);
        _world.Remove<Position, Velocity>(entity);
        Assert.Equal(new Signature(Component<Health>.ComponentType), _world.GetSignature(entity));
        Assert.Equal(2, _world.Archetypes.Count);
    }

    [Fact]
    public void Value_read_from_storage_may_be_added_while_storage_moves()
    {
        var a = _world.Create(new Health(1));
        var b = _world.Create(new Health(2));
        _world.Add(b, new Position(7, 7));

        _world.Add(a, in _world.Get<Position>(b));

        Assert.Equal(new Position(7, 7), _world.Get<Position>(a));
    }

    [Fact]
    public void Components_without_a_value_are_default_even_where_others_lived_before()
    {
        var old = _world.Create(new Health(9), new Position(9, 9));
        _world.Destroy(old);

        var a = _world.Create(new ComponentType[] { typeof(Health), typeof(Position) });
        Assert.Equal((0, default(Position)), (_world.Get<Health>(a).Value, _world.Get<Position>(a)));
        _world.Destroy(a);
        var b = _world.Create(Component<Health>.ComponentType, Component<Position>.ComponentType);
        Assert.Equal(0, _world.Get<Health>(b).Value);
        var none = _world.Create();
        Assert.Equal(0, _world.GetSignature(none).Count);
        _world.Add<Health>(none);
        Assert.Equal(0, _world.Get<Health>(none).Value);
    }

    [Fact]
    public void Classes_strings_and_tags_are_components_too()
    {
        var entity = _world.Create(new Inventory(3), new Name("n"), default(Dead));

        Assert.Equal(3, _world.Get<Inventory>(entity).Size);
        Assert.True(_world.Has<Dead>(entity));
        Assert.Equal(1, Component<Dead>.ComponentType.ByteSize);
        _world.Remove<Inventory>(entity);
        Assert.Equal("n", _world.Get<Name>(entity).Text);
    }

    [Fact]
    public void Destroyed_world_kills_its_entities_and_takes_no_more()
    {
        var world = World.Create();
        var entity = world.Create(new Health(1));

        World.Destroy(world);

        Assert.False(world.IsAlive(entity));
        Assert.Throws<ObjectDisposedException>(() => world.Create(new Health(1)));
    }

    [Fact]
    public void Objects_of_destroyed_entities_can_be_collected()
    {
        WeakReference Scene()
        {
            var inventory = new Inventory(1);
            var entity = _world.Create(inventory, new Health(1));
            _world.Create(new Inventory(2), new Health(2));
            _world.Destroy(entity);
            return new WeakReference(inventory);
        }

        var reference = Scene();
        GC.Collect();
        Assert.False(reference.IsAlive);
    }
}
