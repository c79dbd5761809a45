using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;

namespace Ecs.Simulation.Systems;

/// <summary>Whether a bullet meets one thing or another, exactly; what it meets is listed.</summary>
internal static class Meetings
{
    public static Sweeper Swept(EntityId id, EntityId owner, in Position position, in Velocity velocity, in Box box) => new()
    {
        Id = id,
        Owner = owner,
        Begin = new FixedVector(position.X - velocity.X, position.Y - velocity.Y),
        Way = new FixedVector(velocity.X, velocity.Y),
        HalfWidth = box.HalfWidth,
        HalfHeight = box.HalfHeight,
    };

    /// <summary>The first wall of those in which a bullet ends.</summary>
    public static void FindWall(Map map, List<Hit> hits, in Sweeper bullet, in FixedRectangle swept)
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

    /// <summary>A pair that shares several cells is judged in the first of them only.</summary>
    public static bool IsFirstShared(in BroadPhase.CellRange one, in BroadPhase.CellRange other, int column, int row) =>
        column == Math.Max(one.Left, other.Left) && row == Math.Max(one.Top, other.Top);

    /// <summary>A bullet and a body, or two bullets.</summary>
    public static void Pair(List<Hit> hits, in Sweeper bullet, in Sweeper other, HitKind kind)
    {
        if (bullet.Owner == other.Owner || !bullet.Meets(other, out var impact))
            return;

        var isYounger = kind == HitKind.Bullet && other.Id.CompareTo(bullet.Id) < 0;
        hits.Add(isYounger ? new Hit(impact, other.Id, bullet.Id, kind) : new Hit(impact, bullet.Id, other.Id, kind));
    }
}
