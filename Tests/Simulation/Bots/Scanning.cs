using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.Tests.Simulation.Bots;

/// <summary>What the bots that look at everybody have in common.</summary>
internal static class Scanning
{
    /// <summary>The bot's own avatar; false when it has none or is dead.</summary>
    public static bool TryFindSelf(WorldView view, PlayerSlot self, out EntityState own)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                break; // Avatars come first.

            if (entity.Slot == self)
            {
                own = entity;
                return (entity.Flags & EntityFlags.Alive) != 0;
            }
        }

        own = default;
        return false;
    }
}
