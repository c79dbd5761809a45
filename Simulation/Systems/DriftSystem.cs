using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>
/// Moves living avatars that speed up and slow down: per tick v += a, position += v, v *= decay, in eight directions. The
/// acceleration is what brings them to their full speed and keeps them there, (1 - decay) times that speed, so the speed is the
/// same at every tick rate. Round obstacles push them out, the edge of the map holds them.
/// </summary>
public static class DriftSystem
{
    /// <summary>Circles that an avatar is pushed out of in one tick before the move is given up.</summary>
    private const int PushLimit = 4;

    /// <summary>Below so many units per second an axis comes to rest unless the player steers along it.</summary>
    private const int RestSpeed = 10;

    private const int DiagonalQ30 = 759_250_125; // 1 / sqrt 2

    public static void Drift(GameWorld world)
    {
        var obstacles = world.Rules.Obstacles;
        var limits = world.Map.MoveLimits;
        var rest = Rates.PerTick(RestSpeed, world.Options.TickRate).Raw << Momentum.ExtraBits;
        foreach (ref var chunk in world.Store.Query(in Queries.Drifters))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            var momenta = chunk.GetSpan<Momentum>()[..count];
            var intents = chunk.GetSpan<Intent>()[..count];
            var speeds = chunk.GetSpan<Mobility>()[..count];
            var healths = chunk.GetSpan<Health>()[..count];
            var boxes = chunk.GetSpan<Box>()[..count];
            for (var i = 0; i < count; i++)
            {
                ref var momentum = ref momenta[i];
                if (!healths[i].IsAlive)
                {
                    (momentum.X, momentum.Y, velocities[i]) = (0, 0, default);
                    continue;
                }

                var (steerX, steerY) = Octant.Nearest(intents[i].MoveX, intents[i].MoveY);
                Accelerate(ref momentum, steerX, steerY, speeds[i].Speed);
                velocities[i] = Move(ref positions[i], ref momentum, boxes[i].HalfWidth, limits, obstacles);
                momentum.X = Slow(momentum.X, momentum.Decay, steerX == 0 ? rest : 0);
                momentum.Y = Slow(momentum.Y, momentum.Decay, steerY == 0 ? rest : 0);
            }
        }
    }

    private static void Accelerate(ref Momentum momentum, int steerX, int steerY, Fixed speed)
    {
        var push = ((long)speed.Raw << Momentum.ExtraBits) * momentum.Decay.Lost / Decay.One;
        if (steerX != 0 && steerY != 0)
            push = push * DiagonalQ30 >> 30;

        momentum.X += (int)push * steerX;
        momentum.Y += (int)push * steerY;
    }

    /// <summary>What a tick leaves of the speed along one axis; a speed below <paramref name="rest"/> ends.</summary>
    private static int Slow(int speed, Decay decay, int rest)
    {
        var slowed = decay.Apply(speed);
        return Math.Abs((long)slowed) < rest ? 0 : slowed;
    }

    private static Velocity Move(ref Position position, ref Momentum momentum, Fixed radius, in FixedRectangle limits, CircleField? obstacles)
    {
        if (momentum.X == 0 && momentum.Y == 0)
            return default;

        var from = new FixedVector(position.X, position.Y);
        var free = Within(limits, from + new FixedVector(ToStep(momentum.X), ToStep(momentum.Y)));
        var to = obstacles is null ? free : PushedOut(obstacles, from, free, radius, limits);
        var went = to - from;

        // What a tree or the edge has taken from the way, it has taken from the speed.
        var before = momentum;
        momentum.X = AfterContact(before.X, went.X, before);
        momentum.Y = AfterContact(before.Y, went.Y, before);
        position = new Position { X = to.X, Y = to.Y };
        var isJump = Fixed.Max(Fixed.Abs(went.X), Fixed.Abs(went.Y)) > Fixed.FromInt(Momentum.UnitLimit);
        return isJump ? default : new Velocity { X = went.X, Y = went.Y };
    }

    /// <summary>The speed along one axis after a way of so much; sliding along a tree never makes an avatar faster than it was.</summary>
    private static int AfterContact(int speed, Fixed went, in Momentum before)
    {
        if (went == ToStep(speed))
            return speed;

        var fastest = Math.Max(Math.Abs((long)before.X), Math.Abs((long)before.Y));
        return (int)Math.Clamp((long)went.Raw << Momentum.ExtraBits, -fastest, fastest);
    }

    /// <summary>
    /// Out of the deepest circle first, until none is left; in a corner from which there is no way out, no move at all. Who is in a
    /// circle already (an order put them there) may leave it.
    /// </summary>
    private static FixedVector PushedOut(CircleField obstacles, FixedVector from, FixedVector to, Fixed radius, in FixedRectangle limits)
    {
        for (var pushes = 0; pushes < PushLimit; pushes++)
        {
            var deepest = obstacles.FindDeepest(to, radius);
            if (deepest < 0)
                return to;

            to = Within(limits, obstacles.PushOut(deepest, to, radius));
        }

        return obstacles.IsFree(to, radius) || !obstacles.IsFree(from, radius) ? to : from;
    }

    private static FixedVector Within(in FixedRectangle limits, FixedVector place) =>
        new(Fixed.Clamp(place.X, limits.Left, limits.Right), Fixed.Clamp(place.Y, limits.Top, limits.Bottom));

    /// <summary>The nearest raw units of a position.</summary>
    private static Fixed ToStep(int momentum) => new((momentum + (1 << (Momentum.ExtraBits - 1))) >> Momentum.ExtraBits);
}
