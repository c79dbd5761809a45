using Ecs.Simulation.Components;
using Ecs.Simulation.Worlds;

namespace Ecs.Simulation.Systems;

/// <summary>Empties a field for a new match, at whatever moment of its <see cref="IGameMode.Direct"/> or <see cref="IGameMode.Judge"/> a mode begins or ends one.</summary>
public static class ClearanceSystem
{
    public static bool HasCreatures(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Creatures))
        {
            if (chunk.Count > 0)
                return true;
        }

        return false;
    }

    /// <summary>All creatures and bullets go with the end of this tick; until then none of them does harm.</summary>
    public static void RemoveAll(GameWorld world)
    {
        foreach (ref var chunk in world.Store.Query(in Queries.Creatures))
        {
            var healths = chunk.GetSpan<Health>();
            var identities = chunk.GetSpan<Identity>();
            for (var i = 0; i < chunk.Count; i++)
            {
                healths[i].Current = 0;
                world.Commands.Doom(identities[i].Id);
            }
        }

        foreach (ref var chunk in world.Store.Query(in Queries.Bullets))
        {
            var bullets = chunk.GetSpan<Bullet>();
            var identities = chunk.GetSpan<Identity>();
            for (var i = 0; i < chunk.Count; i++)
            {
                bullets[i].Damage = 0;
                world.Commands.Doom(identities[i].Id);
            }
        }
    }
}
