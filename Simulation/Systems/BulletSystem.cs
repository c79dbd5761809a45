using Ecs.Simulation.Components;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Flies bullets in straight lines and ends those whose centre has left the map.</summary>
internal static class BulletSystem
{
    public static void Advance(GameWorld world)
    {
        using var stage = world.Enter(TickStage.Bullets);
        var bounds = world.BulletLimits;
        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var count = chunk.Count;
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            var identities = chunk.GetSpan<Identity>()[..count];
            for (var i = 0; i < count; i++)
            {
                ref var position = ref positions[i];
                position.X += velocities[i].X;
                position.Y += velocities[i].Y;
                if (!bounds.Contains(position.X, position.Y))
                {
                    // It may still hit something on its way out: hits are judged before deaths are played back.
                    world.Commands.Doom(identities[i].Id);
                }
            }
        }
    }
}
