using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Chronicles;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What layers draw from.</summary>
/// <param name="Frame">The tick that is shown.</param>
/// <param name="Facts">Of the room.</param>
/// <param name="Camera">Where the world appears on the screen.</param>
/// <param name="Chronicle">What happened up to the shown tick.</param>
public sealed record LayerContext(Frame Frame, WorldFacts Facts, Camera Camera, Chronicle Chronicle)
{
    /// <summary>The entity that the inspector looks at; none for nobody.</summary>
    public EntityId Selected { get; init; }

    /// <summary>The player whom the view is about: the chosen one, or the owner of the chosen entity; none for nobody.</summary>
    public PlayerSlot Chosen { get; init; } = PlayerSlot.None;

    /// <summary>The world as the chosen player is known to have it; null when nobody knows.</summary>
    public Frame? Acknowledged { get; init; }

    /// <summary>Where this picture has text in the world.</summary>
    public Labels Labels { get; } = new();

    /// <summary>Where net figures would come from, for panels that lack them.</summary>
    public string TrafficMissing { get; init; } = "";

    /// <summary>Whether the broad phase of this source can be seen at all.</summary>
    public bool KnowsCells { get; init; }

    /// <summary>The chosen player's avatar in the shown tick.</summary>
    public bool TryGetChosen(out EntityState avatar) => TryGetAvatar(Frame.View, Chosen, out avatar);

    /// <summary>The avatar in a seat.</summary>
    public static bool TryGetAvatar(WorldView view, PlayerSlot slot, out EntityState avatar)
    {
        foreach (ref readonly EntityState entity in view.Entities)
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
        foreach (ref readonly EntityState entity in view.Entities)
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
        foreach (ref readonly EntityState entity in view.Entities)
        {
            low = Vector2.Min(low, Units.Place(entity));
            high = Vector2.Max(high, Units.Place(entity));
        }

        all = new Area(low.X - margin, low.Y - margin, high.X - low.X + (2 * margin), high.Y - low.Y + (2 * margin));
        return view.Entities.Length != 0;
    }
}
