using Ecs.Simulation.Components;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Numerics;

namespace Ecs.Server.Doors.Plaza;

/// <summary>Where somebody is and looks, as this wire says it.</summary>
/// <param name="X">World units.</param>
/// <param name="Y">World units.</param>
/// <param name="Z">World units above the ground.</param>
/// <param name="Rotation">Degrees, 0 to 360.</param>
public readonly record struct PlazaPlace(float X, float Y, float Z, float Rotation)
{
    private const double StepsPerDegree = Angle.FullTurn / 360.0;

    /// <summary>Neither infinity nor NaN anywhere.</summary>
    public bool IsFinite => float.IsFinite(X) && float.IsFinite(Y) && float.IsFinite(Z) && float.IsFinite(Rotation);

    /// <summary>The place in the world's own numbers.</summary>
    public static PlazaPlace From(in Position position, in Stance stance) => new(
        ToSingle(position.X), ToSingle(position.Y), ToSingle(stance.Z), (float)(stance.Facing.Raw / StepsPerDegree));

    /// <summary>
    /// What the world is asked for: the nearest that it can say, in +-<see cref="Fixed.WorldLimit"/>. Only of a place that
    /// <see cref="IsFinite"/>.
    /// </summary>
    public PlayerWish ToWish() => new(true, ToFixed(X), ToFixed(Y), ToFixed(Z), ToAngle(Rotation));

    private static float ToSingle(Fixed value) => value.Raw / (float)Fixed.RawPerUnit;

    private static Fixed ToFixed(float value)
    {
        var raw = Math.Round((double)value * Fixed.RawPerUnit, MidpointRounding.AwayFromZero);
        return new Fixed((int)Math.Clamp(raw, -Fixed.WorldLimitRaw, Fixed.WorldLimitRaw));
    }

    private static Angle ToAngle(float degrees) =>
        new(unchecked((ushort)(int)Math.Round(Math.IEEERemainder(degrees, 360) * StepsPerDegree, MidpointRounding.AwayFromZero)));
}
