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
    public static void FindHits(GameWorld world, BroadPhase grid, HitList hits)
    {
        using var stage = world.Enter(TickStage.Collision);
        hits.Clear();
        CollectBodies(world, hits);
        CollectBullets(world, hits);
        var boxes = hits.Boxes;
        grid.Fill(boxes);
        for (var bullet = hits.BodyCount; bullet < boxes.Length; bullet++)
        {
            FindWall(world.Map, hits, boxes[bullet]);
            FindBoxes(grid, hits, boxes, bullet);
        }
    }

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

    private static void FindWall(Map map, HitList hits, in Sweeper bullet)
    {
        if (map.Walls.IsEmpty)
            return;

        var swept = bullet.Swept;
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

    private static void FindBoxes(BroadPhase grid, HitList hits, ReadOnlySpan<Sweeper> boxes, int index)
    {
        ref readonly var bullet = ref boxes[index];
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

                    // A pair that shares several cells is judged in the first of them only.
                    var others = grid.CellsOf(other);
                    if (column == Math.Max(cells.Left, others.Left) && row == Math.Max(cells.Top, others.Top))
                        Pair(hits, bullet, boxes[other], other < hits.BodyCount ? HitKind.Body : HitKind.Bullet);
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
