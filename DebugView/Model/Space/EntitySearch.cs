using System.Numerics;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Space;

/// <summary>Finds entities in a copied world.</summary>
public static class EntitySearch
{
    /// <summary>The avatar in a seat.</summary>
    public static bool TryGetAvatar(WorldView view, PlayerSlot slot, out EntityState avatar)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Kind == EntityKind.Avatar && entity.Slot == slot && !slot.IsNone)
            {
                avatar = entity;
                return true;
            }
        }

        avatar = default;
        return false;
    }

    /// <summary>The entity of an id; false when it is not there.</summary>
    public static bool TryFind(WorldView view, EntityId id, out EntityState found)
    {
        foreach (ref readonly var entity in view.Entities)
        {
            if (entity.Id == id && !id.IsNone)
            {
                found = entity;
                return true;
            }
        }

        found = default;
        return false;
    }

    /// <summary>An area around all entities; false when there are none.</summary>
    public static bool TryFindAll(WorldView view, out Area all)
    {
        const float margin = 5;
        var low = new Vector2(float.PositiveInfinity);
        var high = new Vector2(float.NegativeInfinity);
        foreach (ref readonly var entity in view.Entities)
        {
            low = Vector2.Min(low, Units.Place(entity));
            high = Vector2.Max(high, Units.Place(entity));
        }

        all = new Area(low.X - margin, low.Y - margin, high.X - low.X + (2 * margin), high.Y - low.Y + (2 * margin));
        return view.Entities.Length != 0;
    }
}
