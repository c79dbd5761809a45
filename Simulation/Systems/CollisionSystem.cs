using Ecs.Simulation.Components;
using Ecs.Simulation.Spatial;
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
    /// <param name="crowd">Searches where bullets meet each other; null where they do not.</param>
    /// <param name="covered">Searches where they do not.</param>
    /// <param name="rewind">Corrects what bullets meet that see the past; null without lag compensation.</param>
    /// <param name="hits">Gets what was found.</param>
    public static void FindHits(
        GameWorld world, (long X, long Y) reach, CrowdSearch? crowd, CoveredSearch covered, RewindSearch? rewind, HitList hits)
    {
        using var stage = world.Enter(TickStage.Collision);
        hits.Clear();
        CollectBodies(world, hits);
        if (crowd is not null)
            crowd.Find(world);
        else
            covered.Find(world, reach);

        rewind?.Correct(world, hits);
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
                    hits.AddBody(Meetings.Swept(identities[i].Id, identities[i].Id, positions[i], velocities[i], boxes[i]));
            }
        }
    }
}
