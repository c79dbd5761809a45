using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Spatial;

namespace Ecs.Simulation.Worlds;

/// <summary>Looks up the bullets of many hits at once.</summary>
internal sealed class BulletLookUp : IParallelWork
{
    private GameWorld? _world;
    private HitList? _hits;
    private Entity[] _found = [];
    private int _pieces;

    /// <summary>The bullet of each hit, the default where there is none that is not spent; valid until the next call.</summary>
    public ReadOnlySpan<Entity> Find(GameWorld world, HitList hits)
    {
        var count = hits.Hits.Length;
        if (_found.Length < count)
            _found = new Entity[count * 2];

        (_world, _hits, _pieces) = (world, hits, world.Lent.PiecesFor(count));
        world.Lent.Run(this, _pieces);
        return _found.AsSpan(0, count);
    }

    /// <summary>A loop for each thing to look up: the machine waits for many at once, where one bullet after the other would be waited for alone.</summary>
    void IParallelWork.Do(int piece)
    {
        var (world, store) = (_world!, _world!.Store);
        var hits = _hits!.Hits;
        var part = LentThreads.Part(piece, _pieces, hits.Length);
        hits = hits[part];
        var found = _found.AsSpan(part);
        for (var i = 0; i < found.Length; i++)
            world.TryFind(hits[i].Bullet, out found[i]);

        foreach (ref var entity in found)
        {
            if (entity != default && !store.Has<Bullet>(entity))
                entity = default;
        }

        foreach (ref var entity in found)
        {
            if (entity != default && store.Get<Bullet>(entity).Damage == 0)
                entity = default;
        }
    }
}
