using Ecs.Simulation.Numerics;

namespace Ecs.Simulation.Maps;

/// <summary>Reads decimal text straight to fixed point, exactly or not at all; no binary fraction comes between.</summary>
internal static class DecimalText
{
    private const int DigitLimit = 24;

    // The world's limit times 10^28 still fits in 128 bits.
    private const int ScaleLimit = 28;

    /// <summary>A fault quotes at most so many characters of a number.</summary>
    private const int QuoteLimit = 40;

    /// <param name="text">A JSON number.</param>
    /// <param name="value">Its value, when the result is true.</param>
    /// <param name="fault">Otherwise why it has none.</param>
    public static bool TryParse(ReadOnlySpan<char> text, out Fixed value, out string fault)
    {
        value = default;
        if (!TrySplit(text, out var mantissa, out var scale))
        {
            fault = $"{Quote(text)} has more digits than a position can need, or too large an exponent";
            return false;
        }

        text = Quote(text);
        var raw = mantissa * Fixed.RawPerUnit;
        for (; scale < 0; scale++)
            raw *= 10;

        var divisor = PowerOfTen(scale);
        if (Int128.Abs(raw) > (Int128)Fixed.WorldLimitRaw * divisor)
        {
            fault = $"{text} lies beyond +-131072";
            return false;
        }

        if (raw % divisor != 0)
        {
            fault = $"{text} is no multiple of 1/4096; near it are {Exact(Floor(raw, divisor))} and {Exact(Floor(raw, divisor) + 1)}";
            return false;
        }

        value = new Fixed((int)(raw / divisor));
        fault = "";
        return true;
    }

    /// <summary>The number as mantissa / 10^scale; false when it has too many digits or too large an exponent.</summary>
    private static bool TrySplit(ReadOnlySpan<char> text, out Int128 mantissa, out int scale)
    {
        mantissa = 0;
        scale = 0;
        var exponentAt = text.IndexOfAny('e', 'E');
        var digits = exponentAt < 0 ? text : text[..exponentAt];
        var point = digits.IndexOf('.');
        if (point >= 0)
        {
            // Zeros at the end of a fraction say nothing.
            digits = digits.TrimEnd('0');
            scale = digits.Length - point - 1;
        }

        if (digits.Length > DigitLimit)
            return false;

        foreach (var character in digits)
        {
            if (char.IsAsciiDigit(character))
                mantissa = mantissa * 10 + (character - '0');
        }

        if (digits[0] == '-')
            mantissa = -mantissa;

        if (exponentAt >= 0)
        {
            if (!int.TryParse(text[(exponentAt + 1)..], System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.NumberFormatInfo.InvariantInfo, out var exponent) || Math.Abs((long)exponent) > ScaleLimit)
                return mantissa == 0;

            scale -= exponent;
        }

        if (mantissa == 0)
            scale = 0;

        // Six digits before the point are enough for any position; more would overflow what follows.
        return scale is >= -6 and <= ScaleLimit;
    }

    private static ReadOnlySpan<char> Quote(ReadOnlySpan<char> text) => text.Length <= QuoteLimit ? text : $"{text[..QuoteLimit]}...";

    private static Int128 PowerOfTen(int exponent)
    {
        Int128 power = 1;
        for (; exponent > 0; exponent--)
            power *= 10;

        return power;
    }

    private static long Floor(Int128 numerator, Int128 denominator) =>
        (long)(numerator / denominator) - (numerator < 0 ? 1 : 0);

    /// <summary>All twelve binary places as decimal digits.</summary>
    private static string Exact(long raw)
    {
        var magnitude = Math.Abs(raw);
        var places = (magnitude & (Fixed.RawPerUnit - 1)) * 1_000_000_000_000 / Fixed.RawPerUnit;
        var text = $"{(raw < 0 ? "-" : "")}{magnitude >> Fixed.FractionBits}.{places:000000000000}";
        return text.TrimEnd('0').TrimEnd('.');
    }
}
