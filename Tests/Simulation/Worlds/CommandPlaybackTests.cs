using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Worlds;

public sealed class CommandPlaybackTests
{
    [Fact]
    public void A_new_bullet_takes_over_the_entity_of_one_that_goes_and_nothing_of_what_it_was()
    {
        using var scene = new Scene();
        scene.Join(0).Shoot(0);
        var (old, store) = (Bullets(scene).Single(), scene.World.Store);
        Assert.True(scene.World.TryFind(old, out var entity));
        scene.World.Commands.Doom(old);
        scene.World.Commands.BearBullet(new EntityId(77), new PlayerSlot(5), team: 1, new FixedVector(Fixed.FromInt(7), Fixed.FromInt(8)), Angle.Up, speed: 600, damage: 9);
        scene.World.PlayBack();

        var id = Bullets(scene).Single();
        Assert.True(scene.World.TryFind(id, out var heir));
        Assert.Equal(entity, heir);
        Assert.NotEqual(old, id);
        Assert.False(scene.World.TryFind(old, out _));
        Assert.Equal(id, store.Get<Identity>(heir).Id);
        Assert.Equal(EntityKind.Bullet, store.Get<Identity>(heir).Kind);
        Assert.Equal((Fixed.FromInt(7), Fixed.FromInt(8)), (store.Get<Position>(heir).X, store.Get<Position>(heir).Y));
        Assert.Equal((Fixed.Zero, Fixed.FromInt(-10)), (store.Get<Velocity>(heir).X, store.Get<Velocity>(heir).Y));
        Assert.Equal(scene.World.Rules.BulletBox, store.Get<Box>(heir));
        Assert.Equal(new Bullet { Shooter = new(77), ShooterSlot = new(5), Team = 1, Damage = 9 }, store.Get<Bullet>(heir));
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(3, 2)]
    [InlineData(3, 3)]
    [InlineData(3, 8)]
    [InlineData(0, 8)]
    public void As_many_live_as_were_born_and_not_doomed(int deaths, int births)
    {
        using var scene = new Scene();
        scene.Join(0);
        for (var i = 0; i < 5; i++)
            Bear(scene, i);

        scene.World.PlayBack();
        var before = Bullets(scene);
        Assert.Equal(5, before.Count);
        foreach (var doomed in before[..deaths])
            scene.World.Commands.Doom(doomed);

        for (var i = 0; i < births; i++)
            Bear(scene, 10 + i);

        scene.World.PlayBack();
        var after = Bullets(scene);
        Assert.Equal(5 - deaths + births, after.Count);
        Assert.Equal(before[deaths..], after[..(5 - deaths)]);
        Assert.Equal(1 + after.Count, scene.World.EntityCount);
        Assert.Equal(1 + after.Count, scene.World.Store.Size);
        foreach (var id in after)
            Assert.True(scene.World.TryRead<Identity>(id, out var identity) && identity.Id == id);
    }

    [Fact]
    public void The_order_of_deaths_and_asking_twice_change_nothing() => Seeded.Run(20, random =>
    {
        var hashes = new HashSet<ulong>();
        var many = random.Next(2, 40);
        foreach (var order in (int[])[0, 1, 2])
        {
            using var scene = new Scene();
            scene.Join(0, 1);
            for (var i = 0; i < many; i++)
                Bear(scene, i);

            scene.World.PlayBack();
            var doomed = Bullets(scene)[..(many / 2)];
            if (order == 1)
                doomed.Reverse();
            else if (order == 2)
                doomed = [.. doomed, .. doomed.Order(Comparer<EntityId>.Create(static (left, right) => (left.Value * 7 % 11).CompareTo(right.Value * 7 % 11))), new EntityId(ulong.MaxValue)];

            foreach (var id in doomed)
                scene.World.Commands.Doom(id);

            for (var i = 0; i < many / 3; i++)
                Bear(scene, 100 + i);

            scene.World.PlayBack();
            hashes.Add(scene.World.ComputeHash());
        }

        Assert.Single(hashes);
    });

    [Fact]
    public void Ids_follow_stage_cause_and_ordinal_however_births_were_asked_for() => Seeded.Run(20, random =>
    {
        using var scene = new Scene();
        scene.Join(0);
        var causes = Enumerable.Range(1, 50).ToArray();
        random.Shuffle(causes);
        foreach (var cause in causes)
            Bear(scene, cause);

        scene.World.PlayBack();
        var shooters = Bullets(scene).ConvertAll(id => scene.World.TryRead<Bullet>(id, out var bullet) ? bullet.Shooter.Value : 0);
        Assert.Equal(causes.Order().Select(static cause => (ulong)cause), shooters);
    });

    private static void Bear(Scene scene, int cause) => scene.World.Commands.BearBullet(
        new EntityId((ulong)cause), PlayerSlot.None, team: 0, new FixedVector(Fixed.FromInt(cause), Fixed.FromInt(50)), Angle.Up, speed: 60, damage: 1);

    /// <summary>By rising id.</summary>
    private static List<EntityId> Bullets(Scene scene)
    {
        var bullets = new List<EntityId>();
        foreach (var (id, entity) in scene.World.SortedEntities())
        {
            if (scene.World.Store.Has<Bullet>(entity))
                bullets.Add(id);
        }

        return bullets;
    }
}
