using System.Runtime.InteropServices;
using Arch.Core;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// What bullets meet where they do not meet each other: the grid has the bodies alone, and only bullets that end near one are looked at, by
/// several threads where there are many. Reused.
/// </summary>
/// <param name="bounds">Of the map.</param>
/// <param name="grid">Is filled anew in every search.</param>
/// <param name="hits">Has the bodies, and gets what was found.</param>
internal sealed class CoveredSearch(FixedRectangle bounds, BroadPhase grid, HitList hits) : IParallelWork
{
    private readonly CoverageMap _coverage = new(bounds);
    private readonly ChunkPieces<Piece> _pieces = new();
    private Map? _map;

    /// <param name="world">Whose bullets have just moved.</param>
    /// <param name="reach">How far from its end any of them touches something, in raw units by axis.</param>
    public void Find(GameWorld world, (long X, long Y) reach)
    {
        _map = world.Map;
        _pieces.Collect(world, in Queries.Bullets);
        grid.Fill(hits.Areas);
        _coverage.Cover(hits.Areas, world.Map.Solids, _pieces.Rows, reach);
        foreach (var piece in _pieces.Run(world, this))
            hits.Add(piece.Hits);
    }

    void IParallelWork.Do(int piece)
    {
        var mine = _pieces[piece];
        mine.Hits.Clear();
        foreach (ref var chunk in _pieces.ChunksOf(piece))
            FindIn(ref chunk, mine);
    }

    private void FindIn(ref Chunk chunk, Piece mine)
    {
        var count = chunk.Count;
        var positions = chunk.GetSpan<Position>()[..count];
        var velocities = chunk.GetSpan<Velocity>()[..count];
        var boxes = chunk.GetSpan<Box>()[..count];
        var covered = _coverage.FindCovered(MemoryMarshal.Cast<Position, int>(positions), mine.RoomFor(count));
        var candidates = mine.Candidates;
        candidates.Reserve(covered.Length);
        var ways = candidates.Ways;
        var bodies = candidates.Bodies;
        var impacts = candidates.Impacts;

        // What lies in columns that no cache holds is fetched for many rows before anything is done with it, since a machine waits for
        // many at once as long as nothing is decided in between; whose a bullet is, is asked of the few that meet something.
        candidates.Fetch(covered, velocities, boxes);
        for (var index = 0; index < covered.Length; index++)
        {
            ref readonly var position = ref positions[covered[index]];
            ways[index] = Meetings.Swept(EntityId.None, EntityId.None, position, candidates.Velocities[index], candidates.Boxes[index]);
            bodies[index] = _coverage.At(position.X, position.Y);
        }

        var met = 0;
        for (var index = 0; index < covered.Length; index++)
        {
            if (bodies[index] != CoverageMap.Several && !Meets(ways[index], bodies[index], out impacts[met]))
                continue;

            (covered[met], ways[met], bodies[met]) = (covered[index], ways[index], bodies[index]);
            met++;
        }

        var identities = chunk.GetSpan<Identity>();
        var bullets = chunk.GetSpan<Bullet>();
        for (var index = 0; index < met; index++)
            (ways[index].Id, ways[index].Owner) = (identities[covered[index]].Id, bullets[covered[index]].Shooter);

        for (var index = 0; index < met; index++)
        {
            if (bodies[index] == CoverageMap.Several)
                FindAround(ways[index], mine.Hits);
            else if (hits.Boxes[bodies[index]].Id is var body && body != ways[index].Owner)
                mine.Hits.Add(new Hit(impacts[index], ways[index].Id, body, HitKind.Body));
        }
    }

    private void FindAround(in Sweeper bullet, List<Hit> found)
    {
        var area = bullet.Swept;
        Meetings.FindWall(_map!, found, bullet, area);
        var cells = grid.CellsAt(area);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                foreach (var body in grid.In(column, row))
                {
                    if (area.Overlaps(hits.Areas[body]) && Meetings.IsFirstShared(cells, grid.CellsOf(body), column, row))
                        Meetings.Pair(found, bullet, hits.Boxes[body], HitKind.Body);
                }
            }
        }
    }

    private bool Meets(in Sweeper bullet, int body, out Moment impact)
    {
        impact = default;
        return bullet.Swept.Overlaps(hits.Areas[body]) && bullet.Meets(hits.Boxes[body], out impact);
    }

    /// <summary>What one piece of the search needs, and what it has found.</summary>
    private sealed class Piece
    {
        private int[] _room = [];

        public Candidates Candidates { get; } = new();

        public List<Hit> Hits { get; } = new(64);

        public Span<int> RoomFor(int rows)
        {
            if (_room.Length < rows + 1)
                _room = new int[rows + 1];

            return _room;
        }
    }
}
