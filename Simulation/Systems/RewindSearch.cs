using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// What bullets that see the past meet there: a grid of all that bodies swept over in a trail's time, and few bullets to be looked at. Their
/// meetings with bodies of the present are taken back. Reused.
/// </summary>
/// <param name="map">Of the world.</param>
/// <param name="cell">What the mode says of its cells.</param>
internal sealed class RewindSearch(Map map, Fixed cell) : IParallelWork
{
    private readonly BroadPhase _grid = new(map.Bounds, cell);
    private readonly List<(Sweeper Bullet, int Age)> _shots = [];
    private readonly List<Entity> _bodies = [];
    private readonly List<FixedRectangle> _areas = [];
    private List<Hit>[] _pieces = [];
    private GameWorld? _world;
    private int _count;

    /// <param name="world">Whose bullets have just moved.</param>
    /// <param name="hits">What all bullets meet as things are now; corrected.</param>
    public void Correct(GameWorld world, HitList hits)
    {
        _world = world;
        CollectShots(world);
        if (_shots.Count == 0)
            return;

        hits.TakeBack(this, static (RewindSearch search, in Hit hit) => hit.Kind == HitKind.Body && search.SeesPast(hit));
        CollectBodies(world);
        _grid.Fill(CollectionsMarshal.AsSpan(_areas));
        _count = world.Lent.PiecesFor(_shots.Count);
        while (_pieces.Length < _count)
            _pieces = [.. _pieces, new List<Hit>(64)];

        world.Lent.Run(this, _count);
        foreach (var found in _pieces.AsSpan(0, _count))
        {
            foreach (ref readonly var hit in CollectionsMarshal.AsSpan(found))
            {
                if (SeesPast(hit))
                    hits.Add(hit);
            }
        }
    }

    void IParallelWork.Do(int piece)
    {
        _pieces[piece].Clear();
        foreach (ref readonly var shot in CollectionsMarshal.AsSpan(_shots)[LentThreads.Part(piece, _count, _shots.Count)])
            Find(shot.Bullet, shot.Age, _pieces[piece]);
    }

    private void CollectShots(GameWorld world)
    {
        _shots.Clear();
        foreach (ref var chunk in world.Store.Query(in Queries.SeeingBullets))
        {
            var count = chunk.Count;
            var hindsights = chunk.GetSpan<Hindsight>()[..count];
            for (var i = 0; i < count; i++)
            {
                if (hindsights[i].Age == 0)
                    continue;

                var (id, shooter) = (chunk.Get<Identity>(i).Id, chunk.Get<Bullet>(i).Shooter);
                _shots.Add((Meetings.Swept(id, shooter, chunk.Get<Position>(i), chunk.Get<Velocity>(i), chunk.Get<Box>(i)), hindsights[i].Age));
            }
        }
    }

    private void CollectBodies(GameWorld world)
    {
        _bodies.Clear();
        _areas.Clear();
        foreach (ref var chunk in world.Store.Query(in Queries.Trails))
        {
            for (var i = 0; i < chunk.Count; i++)
            {
                // Whoever is dead now cannot be killed again.
                var body = chunk.Entity(i);
                if (chunk.Get<Health>(i).IsAlive && Rewind.Of(world, body).TryFindBounds(chunk.Get<Box>(i), out var area))
                {
                    _bodies.Add(body);
                    _areas.Add(area);
                }
            }
        }
    }

    private void Find(in Sweeper bullet, int age, List<Hit> found)
    {
        var store = _world!.Store;
        var area = bullet.Swept;
        var cells = _grid.CellsAt(area);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                foreach (var index in _grid.In(column, row))
                {
                    if (!area.Overlaps(_areas[index]) || !Meetings.IsFirstShared(cells, _grid.CellsOf(index), column, row))
                        continue;

                    var body = _bodies[index];
                    var id = store.Get<Identity>(body).Id;
                    if (id != bullet.Owner && Rewind.Of(_world, body).IsMet(bullet, age, store.Get<Box>(body), out var impact))
                        found.Add(new Hit(impact, bullet.Id, id, HitKind.Body));
                }
            }
        }
    }

    /// <summary>Whether the bullet of a meeting meets this body in the past, and not where it is.</summary>
    private bool SeesPast(in Hit hit)
    {
        var store = _world!.Store;
        return _world.TryFind<Hindsight>(hit.Bullet, out var bullet)
            && _world.TryFind<Trail>(hit.Target, out var target)
            && store.Get<Hindsight>(bullet).Age is > 0 and var age
            && !Rewind.IsSeenNow(_world, store.Get<Bullet>(bullet).Shooter, target, age);
    }
}
