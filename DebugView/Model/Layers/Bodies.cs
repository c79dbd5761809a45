using System.Numerics;
using Ecs.DebugView.Model.Picture;
using Ecs.DebugView.Model.Space;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Layers;

/// <summary>What entities look like, by what they are.</summary>
public static class Bodies
{
    /// <summary>Half a body of which nobody knows the size, world units.</summary>
    private const float UnknownHalf = 0.5f;

    /// <summary>The collider in world units.</summary>
    public static Area AreaOf(WorldFacts facts, in EntityState entity)
    {
        var half = facts.HalfOf(entity);
        if (half == default)
            half = new Vector2(UnknownHalf);
        var place = Units.Place(entity);
        return new(place.X - half.X, place.Y - half.Y, 2 * half.X, 2 * half.Y);
    }

    public static Rgba ColorOf(WorldFacts facts, in EntityState entity) => entity.Kind switch
    {
        EntityKind.Avatar or EntityKind.Bullet when (entity.Flags & EntityFlags.Alive) == 0 => Palette.Dead,
        EntityKind.Avatar or EntityKind.Bullet => Palette.Team(entity.Team),
        EntityKind.Creature => Palette.Creature,
        EntityKind.Scenery when facts.Mode == "survival" => Palette.Resource(entity.Variant),
        EntityKind.Scenery => Palette.Scenery,
        _ => Palette.Item,
    };

    public static Part PartOf(EntityKind kind) => kind is EntityKind.Avatar or EntityKind.Creature ? Part.Bodies : Part.Scenery;

    /// <summary>The unit vector of an angle: 0 is up, and it grows clockwise.</summary>
    public static Vector2 DirectionOf(Angle angle)
    {
        var turn = angle.Raw * MathF.Tau / Angle.FullTurn;
        return new(MathF.Sin(turn), -MathF.Cos(turn));
    }
}
