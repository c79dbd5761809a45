using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Moves living avatars by their intents: walls stop them at contact, places that the mode forbids refuse the whole move.</summary>
public static class MovementSystem
{
    /// <summary>A move vector of this length is full speed.</summary>
    public const int FullMove = 127;

    /// <summary>Avatars that go where their players point, at their own speed.</summary>
    public static void Walk(GameWorld world)
    {
        var axesMoveAlone = world.Rules.AxesMoveAlone;
        foreach (ref var chunk in world.Store.Query(in Queries.Walkers))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            var intents = chunk.GetSpan<Intent>()[..count];
            var speeds = chunk.GetSpan<Mobility>()[..count];
            var healths = chunk.GetSpan<Health>()[..count];
            var boxes = chunk.GetSpan<Box>()[..count];
            for (var i = 0; i < count; i++)
            {
                velocities[i] = healths[i].IsAlive
                    ? Walk(world, ref positions[i], boxes[i], axesMoveAlone
                        ? WishedStepByAxis(intents[i], speeds[i].Speed)
                        : WishedStep(intents[i], speeds[i].Speed))
                    : default;
            }
        }
    }

    /// <summary>The step that an intent asks for, never longer than the speed (up to rounding of one raw unit per axis).</summary>
    public static FixedVector WishedStep(in Intent intent, Fixed speed)
    {
        if (intent.MoveX == 0 && intent.MoveY == 0)
            return default;

        // Lengths in 2^-20 of a move unit: even at the highest speed the cut root is worth less than a raw unit.
        var squared = intent.MoveX * intent.MoveX + intent.MoveY * intent.MoveY;
        if (squared <= FullMove * FullMove)
            return new(speed.Scale(intent.MoveX, FullMove), speed.Scale(intent.MoveY, FullMove));

        long length = SquareRoot.Floor((ulong)squared << 40);
        return new(speed.Scale((long)intent.MoveX << 20, length), speed.Scale((long)intent.MoveY << 20, length));
    }

    /// <summary>The same where each axis has a speed of its own: up to so much on both.</summary>
    public static FixedVector WishedStepByAxis(in Intent intent, Fixed speed) =>
        new(speed.Scale(intent.MoveX, FullMove), speed.Scale(intent.MoveY, FullMove));

    /// <summary>Creatures go where their velocities take them; their mode turns and stops them.</summary>
    public static void MoveCreatures(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Creatures))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            for (var i = 0; i < count; i++)
            {
                positions[i].X += velocities[i].X;
                positions[i].Y += velocities[i].Y;
            }
        }
    }

    /// <summary>Takes a step as far as walls let it, or none at all into a place that the mode forbids; returns the way that was gone.</summary>
    public static Velocity Walk(GameWorld world, ref Position position, in Box box, FixedVector step)
    {
        if (step == FixedVector.Zero)
            return default;

        var mode = world.Mode;
        var walls = world.Map.Walls;
        var x = WallSweep.MoveX(walls, position.X, position.Y, box, step.X);
        var y = WallSweep.MoveY(walls, x, position.Y, box, step.Y);
        if (!mode.MayStandAt(x, y))
        {
            if (!world.Rules.AxesMoveAlone)
                return default;

            x = mode.MayStandAt(x, position.Y) ? x : position.X;
            y = mode.MayStandAt(x, y) ? y : position.Y;
        }

        var went = new Velocity { X = x - position.X, Y = y - position.Y };
        position = new Position { X = x, Y = y };
        return went;
    }
}
