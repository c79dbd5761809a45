using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Flies bullets in straight lines and ends those whose centre has left the map.</summary>
internal static class BulletSystem
{
    /// <summary>How far from its end any bullet touched something on its way, in raw units by axis: half its size and its way.</summary>
    public static (long X, long Y) Advance(GameWorld world, BulletFlights flights)
    {
        using var stage = world.Enter(TickStage.Bullets);
        return flights.Advance(world);
    }
}
