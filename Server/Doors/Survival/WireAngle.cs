using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Survival;

/// <summary>The wire's angles are radians, 0 to the right and growing clockwise; the world's are steps, 0 up.</summary>
internal static class WireAngle
{
    /// <summary>More than -pi to pi.</summary>
    public static double ToRadians(Angle angle)
    {
        int steps = (short)(angle - Angle.Right).Raw;
        return (steps == short.MinValue ? -steps : steps) * (Math.Tau / Angle.FullTurn);
    }

    /// <summary>The nearest step to a finite angle, however many turns it has.</summary>
    public static Angle FromRadians(double radians)
    {
        var turn = Math.IEEERemainder(radians, Math.Tau) / Math.Tau;
        return Angle.Right + new Angle(unchecked((ushort)(int)Math.Round(turn * Angle.FullTurn)));
    }

    /// <summary>The nearest of the eight directions, as a move at full speed.</summary>
    public static (sbyte X, sbyte Y) ToMove(double radians)
    {
        var angle = FromRadians(radians);
        var vector = angle.Direction(Fixed.FromInt(1000));
        (var x, var y) = Octant.Nearest(vector.X.Raw, vector.Y.Raw);
        return ((sbyte)(x * sbyte.MaxValue), (sbyte)(y * sbyte.MaxValue));
    }
}
