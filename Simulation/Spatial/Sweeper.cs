using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;

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

    /// <summary>A wall as a box that stays where it is.</summary>
    public static Sweeper Standing(in FixedRectangle wall)
    {
        // Half of an odd width is no whole raw unit: rounded up, so a wall never gets thinner than it was drawn.
        var halfWidth = new Fixed((wall.Right.Raw - wall.Left.Raw + 1) / 2);
        var halfHeight = new Fixed((wall.Bottom.Raw - wall.Top.Raw + 1) / 2);
        return new Sweeper
        {
            Begin = new FixedVector(wall.Left + halfWidth, wall.Top + halfHeight),
            HalfWidth = halfWidth,
            HalfHeight = halfHeight,
        };
    }

    /// <summary>The smallest rectangle around the whole way.</summary>
    public readonly FixedRectangle Swept => new(
        Fixed.Min(Begin.X, Begin.X + Way.X) - HalfWidth,
        Fixed.Min(Begin.Y, Begin.Y + Way.Y) - HalfHeight,
        Fixed.Max(Begin.X, Begin.X + Way.X) + HalfWidth,
        Fixed.Max(Begin.Y, Begin.Y + Way.Y) + HalfHeight);

    /// <summary>The first moment at which this box and the other overlap in this tick.</summary>
    public readonly bool Meets(in Sweeper other, out Moment impact) => BoxSweep.TryFind(
        other.Begin - Begin, other.Way - Way, HalfWidth + other.HalfWidth, HalfHeight + other.HalfHeight, out impact);

    /// <summary>The same within a part of the tick; both ways are as if they went on so through all of it.</summary>
    public readonly bool Meets(in Sweeper other, Moment from, Moment to, out Moment impact) => BoxSweep.TryFind(
        other.Begin - Begin, other.Way - Way, HalfWidth + other.HalfWidth, HalfHeight + other.HalfHeight, from, to, out impact);
}
