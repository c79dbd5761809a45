using System.Numerics;
using Ecs.DebugView.Frames;
using Ecs.DebugView.Model.Layers;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model;

/// <summary>Which entity the viewer looks at, and which player is meant by it.</summary>
public sealed class Selection
{
    /// <summary>Pixels around an entity that still hit it.</summary>
    private const float Reach = 8;

    public EntityId Entity { get; private set; }

    /// <summary>The player whom the entity belongs to; none for nobody.</summary>
    public PlayerSlot Player { get; private set; } = PlayerSlot.None;

    public bool IsFollowed { get; set; }

    public void Clear()
    {
        Entity = EntityId.None;
        Player = PlayerSlot.None;
        IsFollowed = false;
    }

    public void Choose(in EntityState entity)
    {
        Entity = entity.Id;
        Player = entity.Slot;
    }

    public void ChoosePlayer(Frame frame, PlayerSlot slot)
    {
        if (EntitySearch.TryGetAvatar(frame.View, slot, out var avatar))
            Choose(avatar);
    }

    /// <summary>The next seat that has an avatar, after the chosen one.</summary>
    public void ChooseNext(Frame frame)
    {
        EntityState? first = null;
        EntityState? next = null;
        foreach (ref readonly var entity in frame.View.Entities)
        {
            if (entity.Kind != EntityKind.Avatar)
                continue;
            if (first is null || entity.Slot.Value < first.Value.Slot.Value)
                first = entity;
            var isAfter = !Player.IsNone && entity.Slot.Value > Player.Value;
            if (isAfter && (next is null || entity.Slot.Value < next.Value.Slot.Value))
                next = entity;
        }

        if ((next ?? first) is { } chosen)
            Choose(chosen);
    }

    /// <summary>Chooses what lies under a place of the world, the nearest first; false when there is nothing.</summary>
    /// <param name="frame">The shown moment.</param>
    /// <param name="facts">Sizes of bodies.</param>
    /// <param name="place">In world units.</param>
    /// <param name="unitsPerPixel">How much of the world a pixel covers.</param>
    public bool TryChooseAt(Frame frame, WorldFacts facts, Vector2 place, float unitsPerPixel)
    {
        var best = Reach * unitsPerPixel;
        var isFound = false;
        foreach (ref readonly var entity in frame.View.Entities)
        {
            var body = Bodies.AreaOf(facts, entity);
            var x = Math.Max(0, Math.Max(body.X - place.X, place.X - body.Right));
            var y = Math.Max(0, Math.Max(body.Y - place.Y, place.Y - body.Bottom));
            var distance = MathF.Sqrt((x * x) + (y * y));
            if (distance > best || (isFound && distance >= best))
                continue;
            best = distance;
            isFound = true;
            Choose(entity);
        }

        return isFound;
    }
}
