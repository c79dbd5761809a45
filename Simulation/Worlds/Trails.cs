using Ecs.Simulation.Components;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.Simulation.Worlds;

/// <summary>Keeps the places of all bodies at the end of each tick.</summary>
internal static class Trails
{
    public static void Write(GameWorld world)
    {
        var (tick, tickRate) = (world.Tick, world.Options.TickRate);
        foreach (ref var chunk in world.Store.Query(in Queries.Trails))
        {
            var count = chunk.Count;
            var trails = chunk.GetSpan<Trail>()[..count];
            var positions = chunk.GetSpan<Position>()[..count];
            var velocities = chunk.GetSpan<Velocity>()[..count];
            var boxes = chunk.GetSpan<Box>()[..count];
            var healths = chunk.GetSpan<Health>()[..count];
            for (var i = 0; i < count; i++)
            {
                var place = new FixedVector(positions[i].X, positions[i].Y);
                var hasJumped = PastBody.IsJump(trails[i].At(tick + -1, tickRate), place, velocities[i], boxes[i]);
                trails[i].Add(tick, place, healths[i].IsAlive, hasJumped, tickRate);
            }
        }
    }
}
