namespace Ecs.Simulation.Numerics;

/// <summary>
/// A signed fixed-point number, Q20.12: one raw unit is 1/4096 of a world unit. Same layout as <see cref="int"/>,
/// so arrays of it can be read as arrays of integers and vectorised.
/// </summary>
/// <remarks>
/// Range -524,288 to +524,287.999. World positions stay within +-131,072 (<see cref="WorldLimit"/>), so the
/// difference of two positions fits in 31 bits and the sum of two squared differences in a <see cref="long"/>.
/// Overflow: addition, subtraction and negation wrap as <see cref="int"/> does (two's complement), in every build;
/// multiplication and division work in 64 bits and saturate to <see cref="MinValue"/> and <see cref="MaxValue"/>;
/// both round to the nearest raw unit, halves away from zero. Division by zero throws
/// <see cref="DivideByZeroException"/>.
/// </remarks>
public readonly record struct Fixed(int Raw) : IComparable<Fixed>
{
    public const int FractionBits = 12;
    public const int RawPerUnit = 1 << FractionBits;

    /// <summary>Raw bound of every coordinate of a map: +-131,072 world units.</summary>
    public const int WorldLimitRaw = 131_072 * RawPerUnit;

    public static Fixed Zero => default;

    public static Fixed One => new(RawPerUnit);

    public static Fixed MinValue => new(int.MinValue);

    public static Fixed MaxValue => new(int.MaxValue);

    public static Fixed WorldLimit => new(WorldLimitRaw);

    /// <summary>Whole world units; saturates outside -524,288 to 524,287.</summary>
    public static Fixed FromInt(int units) => Saturate((long)units << FractionBits);

    /// <summary>The nearest value to <paramref name="numerator"/> / <paramref name="denominator"/> world units, saturating.</summary>
    public static Fixed FromRatio(long numerator, long denominator) =>
        // What a game asks for fits; dividing 128 bits takes ten times as long.
        numerator is > -(1L << 49) and < 1L << 49 && denominator is > -(1L << 61) and < 1L << 61
            ? Saturate(RoundedDivide(numerator << FractionBits, denominator))
            : Saturate(RoundedDivide((Int128)numerator << FractionBits, denominator));

    /// <summary>World units, cut towards minus infinity.</summary>
    public int Floor() => Raw >> FractionBits;

    /// <summary>World units, halves away from zero.</summary>
    public int Round() => (int)RoundedDivide(Raw, RawPerUnit);

    public static Fixed Abs(Fixed value) => value.Raw == int.MinValue ? MaxValue : new(Math.Abs(value.Raw));

    public static Fixed Min(Fixed left, Fixed right) => left.Raw < right.Raw ? left : right;

    public static Fixed Max(Fixed left, Fixed right) => left.Raw > right.Raw ? left : right;

    public static Fixed Clamp(Fixed value, Fixed low, Fixed high) => Max(low, Min(high, value));

    /// <summary>This value times <paramref name="numerator"/> / <paramref name="denominator"/>, rounded once, saturating.</summary>
    public Fixed Scale(long numerator, long denominator) =>
        numerator is > -(1L << 31) and < 1L << 31 && denominator is > -(1L << 61) and < 1L << 61
            ? Saturate(RoundedDivide(Raw * numerator, denominator))
            : Saturate(RoundedDivide((Int128)Raw * numerator, denominator));

    public static Fixed operator +(Fixed left, Fixed right) => new(unchecked(left.Raw + right.Raw));

    public static Fixed operator -(Fixed left, Fixed right) => new(unchecked(left.Raw - right.Raw));

    public static Fixed operator -(Fixed value) => new(unchecked(-value.Raw));

    public static Fixed operator *(Fixed left, Fixed right) =>
        Saturate(RoundedDivide((long)left.Raw * right.Raw, RawPerUnit));

    public static Fixed operator *(Fixed left, int right) => Saturate((long)left.Raw * right);

    public static Fixed operator /(Fixed left, Fixed right) =>
        Saturate(RoundedDivide((long)left.Raw << FractionBits, right.Raw));

    public static bool operator <(Fixed left, Fixed right) => left.Raw < right.Raw;

    public static bool operator >(Fixed left, Fixed right) => left.Raw > right.Raw;

    public static bool operator <=(Fixed left, Fixed right) => left.Raw <= right.Raw;

    public static bool operator >=(Fixed left, Fixed right) => left.Raw >= right.Raw;

    public int CompareTo(Fixed other) => Raw.CompareTo(other.Raw);

    /// <summary>Decimal text with up to four places, for people; never read back by the simulation.</summary>
    public override string ToString()
    {
        var magnitude = Math.Abs((long)Raw);
        var places = ((magnitude & (RawPerUnit - 1)) * 10_000 + RawPerUnit / 2) / RawPerUnit;
        var whole = (magnitude >> FractionBits) + places / 10_000;
        var sign = Raw < 0 ? "-" : "";
        return places % 10_000 == 0 ? $"{sign}{whole}" : $"{sign}{whole}.{places % 10_000:0000}".TrimEnd('0');
    }

    private static Fixed Saturate(long raw) => new((int)Math.Clamp(raw, int.MinValue, int.MaxValue));

    private static Fixed Saturate(Int128 raw) => new((int)Int128.Clamp(raw, int.MinValue, int.MaxValue));

    private static long RoundedDivide(long numerator, long denominator)
    {
        var half = Math.Abs(denominator) / 2;
        var magnitude = (Math.Abs(numerator) + half) / Math.Abs(denominator);
        return numerator < 0 == denominator < 0 ? magnitude : -magnitude;
    }

    private static Int128 RoundedDivide(Int128 numerator, Int128 denominator)
    {
        var half = Int128.Abs(denominator) / 2;
        var magnitude = (Int128.Abs(numerator) + half) / Int128.Abs(denominator);
        return numerator < 0 == denominator < 0 ? magnitude : -magnitude;
    }
}
