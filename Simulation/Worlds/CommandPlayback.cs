using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Worlds;

/// <summary>
/// Carries out a tick's deaths and births. Bullets die and are born by the thousand: a new one takes over the entity of one that
/// goes in the same tick, so that the storage moves nothing, and only the difference of the two numbers is destroyed or created.
/// </summary>
internal sealed class CommandPlayback : IParallelWork
{
    private GameWorld? _world;
    private Entity[] _bullets = new Entity[64];
    private Newborn[] _newborns = new Newborn[64];
    private int _free;
    private int _named;
    private int _pieces;

    public void Run(GameWorld world)
    {
        world.Commands.SortBirths();
        Bury(world);
        Name(world, out var bullets);
        MakeRoom(world, bullets);
        WriteBullets(world);

        // From here on the storage holds who lives and nobody else: the mode may look.
        Announce(world);
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
    private void Name(GameWorld world, out int bullets)
    {
        var births = world.Commands.SortedBirths;
        if (_newborns.Length < births.Length)
            _newborns = new Newborn[births.Length * 2];

        _named = 0;
        bullets = 0;
        for (var place = 0; place < births.Length; place++)
        {
            var kind = births[place].Kind;
            if (kind != EntityKind.Avatar && world.EntityCount + _named >= world.Options.EntityLimit)
            {
                world.LoseBirth();
                continue;
            }

            _newborns[_named++] = new Newborn(place, bullets, world.NextId());
            bullets += kind == EntityKind.Bullet ? 1 : 0;
        }
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

    private void WriteBullets(GameWorld world)
    {
        (_world, _pieces) = (world, world.Lent.PiecesFor(_named));
        world.Lent.Run(this, _pieces);
        var births = world.Commands.SortedBirths;
        foreach (var (place, bullet, id) in _newborns.AsSpan(0, _named))
        {
            if (births[place].Kind == EntityKind.Bullet)
                world.EnlistBullet(id, _bullets[bullet]);
        }
    }

    /// <summary>Writes the rows of some newborn bullets: each has its own.</summary>
    void IParallelWork.Do(int piece)
    {
        var births = _world!.Commands.SortedBirths;
        foreach (var (place, bullet, id) in _newborns.AsSpan(LentThreads.Part(piece, _pieces, _named)))
        {
            ref readonly var birth = ref births[place];
            if (birth.Kind == EntityKind.Bullet)
                Births.WriteBullet(_world, _bullets[bullet], id, birth);
        }
    }

    /// <summary>Everything that others hear of, and whatever asks the mode, in the order of the births.</summary>
    private void Announce(GameWorld world)
    {
        var births = world.Commands.SortedBirths;
        foreach (var (place, bullet, id) in _newborns.AsSpan(0, _named))
        {
            ref readonly var birth = ref births[place];
            switch (birth.Kind)
            {
                case EntityKind.Bullet:
                    Births.Release(world, _bullets[bullet], birth);
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
    /// <param name="Bullet">Which bullet of the newborn it is, or the next one is.</param>
    /// <param name="Id">Its id.</param>
    private readonly record struct Newborn(int Place, int Bullet, EntityId Id);
}
