using System.Numerics;
using Ecs.DebugView.Model.Picture;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Views;

namespace Ecs.DebugView.Model.Space;

/// <summary>From the world's exact numbers to those of a picture.</summary>
public static class Units
{
    public static float ToFloat(Fixed value) => value.Raw / (float)Fixed.RawPerUnit;

    public static Vector2 Place(in EntityState entity) => new(ToFloat(entity.X), ToFloat(entity.Y));

    /// <summary>World units per tick.</summary>
    public static Vector2 Way(in EntityState entity) => new(ToFloat(entity.VelocityX), ToFloat(entity.VelocityY));

    public static Area ToArea(in FixedRectangle area) => new(
        ToFloat(area.Left), ToFloat(area.Top), ToFloat(area.Right - area.Left), ToFloat(area.Bottom - area.Top));
}
