using Ecs.Simulation.Components;
using Ecs.Simulation.Maps;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// Moves avatars whose players may say where they want to be; those who say nothing walk by their intents. In a world that does
/// not bound the speed of wishes one is a jump, and only its end counts: inside the move limits, and in no wall. In others it is
/// a walk: as far as was saved up, and walls stop it.
/// </summary>
public static class WishSystem
{
    /// <summary>World units above and below the ground that an avatar may be at.</summary>
    public const int HeightLimit = 4096;

    /// <summary>Whoever asks seldom has the way of so many seconds at once, and no more.</summary>
    public const int SavedSeconds = 1;

    public static void Roam(GameWorld world)
    {
        var options = world.Options;
        var savings = Rates.PerTick(options.WishSpeed, options.TickRate);
        var most = Fixed.FromInt(options.WishSpeed * SavedSeconds);
        foreach (ref var chunk in world.Store.Query(in Queries.Roamers))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            var stances = chunk.GetSpan<Stance>()[..count];
            var wishes = chunk.GetSpan<Wish>()[..count];
            var intents = chunk.GetSpan<Intent>()[..count];
            var speeds = chunk.GetSpan<Mobility>()[..count];
            var healths = chunk.GetSpan<Health>()[..count];
            var boxes = chunk.GetSpan<Box>()[..count];
            for (var i = 0; i < count; i++)
            {
                velocities[i] = default;
                var wish = wishes[i];
                wishes[i] = new Wish { Reach = Fixed.Min(wish.Reach + savings, most) };
                if (!healths[i].IsAlive)
                    continue;

                if (wish.IsPresent)
                {
                    stances[i] = StanceOf(wish);
                    Grant(world, wish, boxes[i], ref positions[i], ref wishes[i].Reach, options.WishSpeed == 0);
                    continue;
                }

                if (intents[i].Drought == 0)
                    stances[i].Facing = intents[i].Aim;

                velocities[i] = MovementSystem.Walk(
                    world, ref positions[i], boxes[i], MovementSystem.WishedStep(intents[i], speeds[i].Speed));
            }
        }
    }

    /// <summary>Whether a running world can have these between two ticks.</summary>
    public static bool IsReachable(WorldOptions options, in Wish wish, in Stance stance) =>
        !wish.IsPresent
        && wish.Reach >= Fixed.Zero
        && wish.Reach <= Fixed.FromInt(options.WishSpeed * SavedSeconds)
        && Fixed.Abs(stance.Z) <= Fixed.FromInt(HeightLimit);

    private static Stance StanceOf(in Wish wish)
    {
        var limit = Fixed.FromInt(HeightLimit);
        return new Stance { Z = Fixed.Clamp(wish.Z, -limit, limit), Facing = wish.Facing };
    }

    private static void Grant(GameWorld world, in Wish wish, in Box box, ref Position position, ref Fixed reach, bool jumps)
    {
        var limits = world.Map.MoveLimits;
        var target = new Position
        {
            X = Fixed.Clamp(wish.X, limits.Left, limits.Right),
            Y = Fixed.Clamp(wish.Y, limits.Top, limits.Bottom),
        };
        if (!jumps)
            Walk(world, target, box, ref position, ref reach);
        else if (world.Mode.MayStandAt(target.X, target.Y) && !IsInWall(world.Map, target, box))
            position = target;
    }

    private static void Walk(GameWorld world, in Position target, in Box box, ref Position position, ref Fixed reach)
    {
        var way = new FixedVector(target.X - position.X, target.Y - position.Y);
        var length = way.Length;
        if (length > reach)
        {
            way = new FixedVector(way.X.Scale(reach.Raw, length.Raw), way.Y.Scale(reach.Raw, length.Raw));
            length = reach;
        }

        MovementSystem.Walk(world, ref position, box, way);
        reach -= length;
    }

    private static bool IsInWall(Map map, in Position at, in Box box)
    {
        if (map.Walls.IsEmpty)
            return false;

        var body = FixedRectangle.Around(at.X, at.Y, box.HalfWidth, box.HalfHeight);
        foreach (ref readonly var wall in map.Walls.Around(body))
        {
            if (wall.Overlaps(body))
                return true;
        }

        return false;
    }
}
