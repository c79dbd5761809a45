namespace Ecs.Simulation.Spatial;

/// <summary>
/// A moment of the tick as an exact fraction, 0 (begin) to 1 (end). Both parts stay below 2^31, so comparing by
/// cross-multiplication fits in a <see cref="long"/>.
/// </summary>
public readonly record struct Moment(long Numerator, long Denominator)
{
    public static Moment Begin => new(0, 1);

    public static Moment End => new(1, 1);

    public int CompareTo(Moment other) => (Numerator * other.Denominator).CompareTo(other.Numerator * Denominator);

    public static bool operator <(Moment left, Moment right) => left.CompareTo(right) < 0;

    public static bool operator >(Moment left, Moment right) => left.CompareTo(right) > 0;
}
