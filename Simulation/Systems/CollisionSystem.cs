using System.Runtime.InteropServices;
using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// Finds what bullets meet on their way through this tick: walls, living bodies that are not their shooter's, and bullets
/// of other shooters. It only finds; <see cref="DamageSystem"/> decides.
/// </summary>
internal static class CollisionSystem
{
    /// <param name="world">Whose bullets have just moved.</param>
    /// <param name="reach">How far from its end any of them touches something, in raw units by axis.</param>
    /// <param name="grid">Is filled anew.</param>
    /// <param name="coverage">The same.</param>
    /// <param name="hits">Gets what was found.</param>
    public static void FindHits(GameWorld world, (long X, long Y) reach, BroadPhase grid, CoverageMap coverage, HitList hits)
    {
        using var stage = world.Enter(TickStage.Collision);
        hits.Clear();
        CollectBodies(world, hits);
        if (world.Rules.BulletsMeet)
            FindAmongAll(world, grid, hits);
        else
            FindCovered(world, reach, grid, coverage, hits);
    }

    /// <summary>Where bullets meet each other too, all of them are in the grid.</summary>
    private static void FindAmongAll(GameWorld world, BroadPhase grid, HitList hits)
    {
        CollectBullets(world, hits);
        var areas = hits.Areas;
        grid.Fill(areas);
        for (var bullet = hits.BodyCount; bullet < areas.Length; bullet++)
        {
            FindWall(world.Map, hits, hits.Boxes[bullet], areas[bullet]);
            FindBoxes(grid, hits, bullet);
        }
    }

    /// <summary>Where they do not, the grid has the bodies alone, and only bullets that end near one are looked at.</summary>
    private static void FindCovered(GameWorld world, (long X, long Y) reach, BroadPhase grid, CoverageMap coverage, HitList hits)
    {
        grid.Fill(hits.Areas);
        coverage.Cover(hits.Areas, world.Map.Solids, world.Store.CountEntities(in Queries.Bullets), reach);
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            var boxes = chunk.GetSpan<Box>()[..count];
            var covered = coverage.FindCovered(MemoryMarshal.Cast<Position, int>(positions));
            var candidates = coverage.Candidates;
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
                ways[index] = Swept(EntityId.None, EntityId.None, position, candidates.Velocities[index], candidates.Boxes[index]);
                bodies[index] = coverage.At(position.X, position.Y);
            }

            var met = 0;
            for (var index = 0; index < covered.Length; index++)
            {
                if (bodies[index] != CoverageMap.Several && !Meets(hits, ways[index], bodies[index], out impacts[met]))
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
                    FindAround(world.Map, grid, hits, ways[index]);
                else if (hits.Boxes[bodies[index]].Id is var body && body != ways[index].Owner)
                    hits.Add(new Hit(impacts[index], ways[index].Id, body, HitKind.Body));
            }
        }
    }

    private static void FindAround(Map map, BroadPhase grid, HitList hits, in Sweeper bullet)
    {
        var area = bullet.Swept;
        FindWall(map, hits, bullet, area);
        var cells = grid.CellsAt(area);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                foreach (var body in grid.In(column, row))
                {
                    if (area.Overlaps(hits.Areas[body]) && IsFirstShared(cells, grid.CellsOf(body), column, row))
                        Pair(hits, bullet, hits.Boxes[body], HitKind.Body);
                }
            }
        }
    }

    private static bool Meets(HitList hits, in Sweeper bullet, int body, out Moment impact)
    {
        impact = default;
        return bullet.Swept.Overlaps(hits.Areas[body]) && bullet.Meets(hits.Boxes[body], out impact);
    }

    /// <summary>A pair that shares several cells is judged in the first of them only.</summary>
    private static bool IsFirstShared(in BroadPhase.CellRange one, in BroadPhase.CellRange other, int column, int row) =>
        column == Math.Max(one.Left, other.Left) && row == Math.Max(one.Top, other.Top);

    private static void CollectBodies(GameWorld world, HitList hits)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Bodies))
        {
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            var velocities = chunk.GetSpan<Velocity>();
            var boxes = chunk.GetSpan<Box>();
            var healths = chunk.GetSpan<Health>();
            for (var i = 0; i < chunk.Count; i++)
            {
                if (healths[i].IsAlive)
                    hits.AddBody(Swept(identities[i].Id, identities[i].Id, positions[i], velocities[i], boxes[i]));
            }
        }
    }

    private static void CollectBullets(GameWorld world, HitList hits)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var identities = chunk.GetSpan<Identity>();
            var positions = chunk.GetSpan<Position>();
            var velocities = chunk.GetSpan<Velocity>();
            var boxes = chunk.GetSpan<Box>();
            var bullets = chunk.GetSpan<Bullet>();
            for (var i = 0; i < chunk.Count; i++)
                hits.AddBullet(Swept(identities[i].Id, bullets[i].Shooter, positions[i], velocities[i], boxes[i]));
        }
    }

    private static Sweeper Swept(EntityId id, EntityId owner, in Position position, in Velocity velocity, in Box box) => new()
    {
        Id = id,
        Owner = owner,
        Begin = new FixedVector(position.X - velocity.X, position.Y - velocity.Y),
        Way = new FixedVector(velocity.X, velocity.Y),
        HalfWidth = box.HalfWidth,
        HalfHeight = box.HalfHeight,
    };

    private static void FindWall(Map map, HitList hits, in Sweeper bullet, in FixedRectangle swept)
    {
        if (map.Walls.IsEmpty)
            return;

        var found = false;
        var first = Moment.End;
        foreach (ref readonly var wall in map.Walls.Around(swept))
        {
            if (wall.Overlaps(swept)
                && bullet.Meets(Sweeper.Standing(wall), out var impact)
                && (!found || impact < first)
                && !LeansAway(bullet, wall))
            {
                found = true;
                first = impact;
            }
        }

        if (found)
            hits.Add(new Hit(first, bullet.Id, EntityId.None, HitKind.Wall));
    }

    /// <summary>
    /// A bullet is taller than its shooter, so one who touches a wall fires out of it: a bullet that is in a wall already
    /// is not held by it while the centre is beside the wall and comes no nearer on that side. Such a centre stays outside.
    /// </summary>
    private static bool LeansAway(in Sweeper bullet, in FixedRectangle wall) =>
        wall.Overlaps(FixedRectangle.Around(bullet.Begin.X, bullet.Begin.Y, bullet.HalfWidth, bullet.HalfHeight))
        && ((bullet.Begin.X <= wall.Left && bullet.Way.X <= Fixed.Zero)
            || (bullet.Begin.X >= wall.Right && bullet.Way.X >= Fixed.Zero)
            || (bullet.Begin.Y <= wall.Top && bullet.Way.Y <= Fixed.Zero)
            || (bullet.Begin.Y >= wall.Bottom && bullet.Way.Y >= Fixed.Zero));

    private static void FindBoxes(BroadPhase grid, HitList hits, int index)
    {
        ref readonly var bullet = ref hits.Boxes[index];
        var areas = hits.Areas;
        var cells = grid.CellsOf(index);
        for (var row = cells.Top; row <= cells.Bottom; row++)
        {
            for (var column = cells.Left; column <= cells.Right; column++)
            {
                foreach (var other in grid.In(column, row))
                {
                    // Each pair of bullets is found from its later index; indices in a cell rise.
                    if (other >= index)
                        break;

                    if (areas[index].Overlaps(areas[other]) && IsFirstShared(cells, grid.CellsOf(other), column, row))
                        Pair(hits, bullet, hits.Boxes[other], other < hits.BodyCount ? HitKind.Body : HitKind.Bullet);
                }
            }
        }
    }

    private static void Pair(HitList hits, in Sweeper bullet, in Sweeper other, HitKind kind)
    {
        if (bullet.Owner == other.Owner || !bullet.Meets(other, out var impact))
            return;

        var isYounger = kind == HitKind.Bullet && other.Id.CompareTo(bullet.Id) < 0;
        hits.Add(isYounger ? new Hit(impact, other.Id, bullet.Id, kind) : new Hit(impact, bullet.Id, other.Id, kind));
    }
}
