using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Carries out a tick's deaths and births. Bullets die and are born by the thousand: a new one takes over the entity of one that
/// goes in the same tick, so that the storage moves nothing, and only the difference of the two numbers is destroyed or created.
/// </summary>
internal sealed class CommandPlayback
{
    private Entity[] _bullets = new Entity[64];
    private Newborn[] _newborns = new Newborn[64];
    private int _free;

    public void Run(GameWorld world)
    {
        var births = world.Commands.SortedBirths();
        Bury(world);
        var newborns = Name(world, births, out var bullets);
        MakeRoom(world, bullets);
        WriteBullets(world, births, newborns);

        // From here on the storage holds who lives and nobody else: the mode may look.
        Announce(world, births, newborns);
        world.Commands.Clear();
    }

    /// <summary>Whoever is doomed is gone at once, but for the entities of bullets, which are kept for a moment.</summary>
    private void Bury(GameWorld world)
    {
        _free = 0;
        var deaths = world.Commands.Deaths;
        if (_bullets.Length < deaths.Length)
            _bullets = new Entity[deaths.Length * 2];

        foreach (var doomed in deaths)
        {
            if (!world.Delist(doomed, out var entity))
                continue;

            if (world.Store.Has<Bullet>(entity))
            {
                _bullets[_free++] = entity;
            }
            else
            {
                world.Unseat(entity);
                world.Store.Destroy(entity);
            }
        }
    }

    /// <summary>Gives ids to all for whom the world has room, in their order.</summary>
    private ReadOnlySpan<Newborn> Name(GameWorld world, in BirthOrder births, out int bullets)
    {
        if (_newborns.Length < births.Length)
            _newborns = new Newborn[births.Length * 2];

        var named = 0;
        bullets = 0;
        for (var place = 0; place < births.Length; place++)
        {
            var kind = births[place].Kind;
            if (kind != EntityKind.Avatar && world.EntityCount + named >= world.Options.EntityLimit)
            {
                world.LoseBirth();
                continue;
            }

            _newborns[named++] = new Newborn(place, world.NextId());
            bullets += kind == EntityKind.Bullet ? 1 : 0;
        }

        return _newborns.AsSpan(0, named);
    }

    /// <summary>As many entities for bullets as are wanted.</summary>
    private void MakeRoom(GameWorld world, int bullets)
    {
        while (_free > bullets)
            world.Store.Destroy(_bullets[--_free]);

        if (_free == bullets)
            return;

        if (_bullets.Length < bullets)
            Array.Resize(ref _bullets, bullets * 2);

        world.Archetypes.Create(world.Store, EntityKind.Bullet, _bullets.AsSpan(_free..bullets));
        _free = bullets;
    }

    private void WriteBullets(GameWorld world, in BirthOrder births, ReadOnlySpan<Newborn> newborns)
    {
        var bullet = 0;
        foreach (var newborn in newborns)
        {
            ref readonly var birth = ref births[newborn.Place];
            if (birth.Kind != EntityKind.Bullet)
                continue;

            Births.WriteBullet(world, _bullets[bullet], newborn.Id, birth);
            world.EnlistBullet(newborn.Id, _bullets[bullet]);
            bullet++;
        }
    }

    /// <summary>Everything that others hear of, and whatever asks the mode, in the order of the births.</summary>
    private void Announce(GameWorld world, in BirthOrder births, ReadOnlySpan<Newborn> newborns)
    {
        var bullet = 0;
        foreach (var (place, id) in newborns)
        {
            ref readonly var birth = ref births[place];
            switch (birth.Kind)
            {
                case EntityKind.Bullet:
                    Births.Release(world, _bullets[bullet++], birth);
                    break;
                case EntityKind.Avatar:
                    world.Enlist(id, Births.Avatar(world, id, birth, world.Commands.PlayerOf(birth)));
                    break;
                default:
                    world.Enlist(id, Births.Thing(world, id, birth));
                    break;
            }
        }
    }

    /// <param name="Place">In the order of births.</param>
    /// <param name="Id">Its id.</param>
    private readonly record struct Newborn(int Place, EntityId Id);
}
