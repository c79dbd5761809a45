using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// What bullets meet where they meet each other too. What each has swept over is found for many at once, and more is read only of those few
/// whose areas overlap one another's, a body's or a wall's cell. Reused.
/// </summary>
/// <param name="map">With its walls.</param>
/// <param name="cell">What the mode says of its cells.</param>
/// <param name="hits">Has the bodies, and gets what was found.</param>
internal sealed class CrowdSearch(Map map, Fixed cell, HitList hits)
{
    private readonly CrowdGrid _grid = new(map.Bounds, cell, map.Solids);
    private readonly ChunkList _chunks = new();
    private readonly List<Hit> _found = new(256);
    private int[] _firsts = [];
    private FixedRectangle[] _areas = [];

    /// <param name="world">Whose bullets have just moved.</param>
    public void Find(GameWorld world)
    {
        _found.Clear();
        _chunks.Collect(world.Store, in Queries.Bullets);
        Put();
        _grid.Search(hits.BodyCount);
        if (!map.Walls.IsEmpty)
            FindWalls();

        foreach (var (first, second) in _grid.Pairs)
            Meetings.Pair(_found, BoxOf(second), BoxOf(first), first < hits.BodyCount ? HitKind.Body : HitKind.Bullet);

        hits.Add(_found);
    }

    /// <summary>What everybody swept over in the last search, bodies first; valid until the next call.</summary>
    public ReadOnlySpan<FixedRectangle> Areas()
    {
        if (_areas.Length < _grid.Count)
            _areas = new FixedRectangle[_grid.Count * 2];

        for (var box = 0; box < _grid.Count; box++)
            _areas[box] = _grid.AreaOf(box);

        return _areas.AsSpan(0, _grid.Count);
    }

    private void FindWalls()
    {
        foreach (var box in _grid.Candidates)
        {
            if (box >= hits.BodyCount)
                Meetings.FindWall(map, _found, BoxOf(box), _grid.AreaOf(box));
        }
    }

    private void Put()
    {
        var next = hits.BodyCount;
        _grid.Begin(next + _chunks.Rows);
        for (var body = 0; body < next; body++)
        {
            _grid.Owners[body] = hits.Boxes[body].Owner;
            _grid.Put(body, hits.Areas[body]);
        }

        var chunks = _chunks.Part(0, 1);
        if (_firsts.Length < chunks.Length)
            _firsts = new int[chunks.Length * 2];

        for (var index = 0; index < chunks.Length; index++)
        {
            ref var chunk = ref chunks[index];
            var count = chunk.Count;
            _firsts[index] = next;
            var owners = _grid.Owners[next..];
            var bullets = chunk.GetSpan<Bullet>()[..count];
            for (var row = 0; row < bullets.Length; row++)
                owners[row] = bullets[row].Shooter;

            _grid.Put(
                next,
                MemoryMarshal.Cast<Position, int>(chunk.GetSpan<Position>()[..count]),
                MemoryMarshal.Cast<Velocity, int>(chunk.GetSpan<Velocity>()[..count]),
                MemoryMarshal.Cast<Box, int>(chunk.GetSpan<Box>()[..count]));
            next += count;
        }
    }

    /// <summary>All that a sweep asks of a body or a bullet, by its number in the grid.</summary>
    private Sweeper BoxOf(int number)
    {
        if (number < hits.BodyCount)
            return hits.Boxes[number];

        var index = _firsts.AsSpan(0, _chunks.Count).BinarySearch(number);
        index = index < 0 ? ~index - 1 : index;
        ref var chunk = ref _chunks.Part(0, 1)[index];
        var row = number - _firsts[index];
        return Meetings.Swept(
            chunk.Get<Identity>(row).Id, chunk.Get<Bullet>(row).Shooter, chunk.Get<Position>(row), chunk.Get<Velocity>(row), chunk.Get<Box>(row));
    }
}
