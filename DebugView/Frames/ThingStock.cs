using Ecs.Simulation.Components;
using Ecs.Simulation.Values;
using Ecs.Simulation.Worlds;

namespace Ecs.DebugView.Frames;

/// <summary>How much is left of a creature, a piece of scenery or an item; views of a world do not tell.</summary>
/// <param name="Id">Of the entity.</param>
/// <param name="Health">Hit points left; 0 for what has none.</param>
/// <param name="MaxHealth">Hit points in full; 0 for what has none.</param>
/// <param name="Amount">How many lie in a heap; 1 for what is no heap.</param>
public readonly record struct ThingStock(EntityId Id, int Health, int MaxHealth, int Amount)
{
    /// <summary>Adds the stock of everything in a frame's view that is neither avatar nor bullet, out of its world.</summary>
    public static void Take(Frame frame, GameWorld world)
    {
        foreach (ref readonly var entity in frame.View.Entities)
        {
            if (entity.Kind is EntityKind.Avatar or EntityKind.Bullet || !world.TryRead(entity.Id, out Thing thing))
                continue;
            world.TryRead(entity.Id, out Health health);
            frame.Add(new ThingStock(entity.Id, health.Current, health.Max, thing.Amount));
        }
    }
}
