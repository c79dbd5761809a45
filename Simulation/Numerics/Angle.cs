namespace Ecs.Simulation.Numerics;

/// <summary>
/// A binary angle: 65,536 steps make a full turn, so addition wraps by itself. 0 points up (towards smaller y) and
/// angles grow clockwise, as the arena's clients count them.
/// </summary>
public readonly record struct Angle(ushort Raw)
{
    /// <summary>Steps in a full turn.</summary>
    public const int FullTurn = 65_536;

    public static Angle Up => default;

    public static Angle Right => new(FullTurn / 4);

    public static Angle Down => new(FullTurn / 2);

    public static Angle Left => new(3 * (FullTurn / 4));

    /// <summary>The nearest step to so many degrees, any sign.</summary>
    public static Angle FromDegrees(int degrees)
    {
        var wrapped = ((degrees % 360) + 360) % 360;
        return new((ushort)((wrapped * FullTurn + 180) / 360));
    }

    /// <summary>The direction that a vector points in: the last step that does not lie beyond it; up for no vector.</summary>
    public static Angle Of(FixedVector vector)
    {
        if (vector == FixedVector.Zero)
            return Up;

        // In its quadrant the vector lies clockwise of every angle below its own: fourteen halvings find the last of them.
        var quadrant = (vector.X.Raw, vector.Y.Raw) switch
        {
            ( >= 0, < 0) => Up,
            ( > 0, _) => Right,
            (_, > 0) => Down,
            _ => Left,
        };
        var found = 0;
        for (var step = FullTurn / 8; step > 0; step /= 2)
        {
            var trial = quadrant + new Angle((ushort)(found + step));
            var across = ((Int128)SineTable.Sine(trial) * vector.Y.Raw) + ((Int128)SineTable.Cosine(trial) * vector.X.Raw);
            found += across >= 0 ? step : 0;
        }

        return quadrant + new Angle((ushort)found);
    }

    /// <summary>0 to 359, nearest.</summary>
    public int ToDegrees() => (Raw * 360 + FullTurn / 2) / FullTurn % 360;

    /// <summary>The raw steps, exactly, and the nearest degree.</summary>
    public override string ToString() => $"{Raw} ({ToDegrees()} deg)";

    public static Angle operator +(Angle left, Angle right) => new(unchecked((ushort)(left.Raw + right.Raw)));

    public static Angle operator -(Angle left, Angle right) => new(unchecked((ushort)(left.Raw - right.Raw)));

    /// <summary>
    /// The displacement of so many world units in this direction: (sin a, -cos a) times <paramref name="length"/>,
    /// each component rounded to the nearest raw unit.
    /// </summary>
    public FixedVector Direction(Fixed length) => new(
        length.Scale(SineTable.Sine(this), SineTable.One),
        length.Scale(-(long)SineTable.Cosine(this), SineTable.One));
}
