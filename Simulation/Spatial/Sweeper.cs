using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Spatial;

/// <summary>A box with the straight way that it went in this tick, and whom it belongs to.</summary>
public struct Sweeper
{
    public EntityId Id;

    /// <summary>The avatar itself, or the avatar that fired.</summary>
    public EntityId Owner;
    public FixedVector Begin;
    public FixedVector Way;
    public Fixed HalfWidth;
    public Fixed HalfHeight;

    /// <summary>The smallest rectangle around the whole way.</summary>
    public readonly FixedRectangle Swept => new(
        Fixed.Min(Begin.X, Begin.X + Way.X) - HalfWidth,
        Fixed.Min(Begin.Y, Begin.Y + Way.Y) - HalfHeight,
        Fixed.Max(Begin.X, Begin.X + Way.X) + HalfWidth,
        Fixed.Max(Begin.Y, Begin.Y + Way.Y) + HalfHeight);

    /// <summary>The first moment at which this box and the other overlap in this tick.</summary>
    public readonly bool Meets(in Sweeper other, out Moment impact) => BoxSweep.TryFind(
        other.Begin - Begin, other.Way - Way, HalfWidth + other.HalfWidth, HalfHeight + other.HalfHeight, out impact);
}
