using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Numerics;

public sealed class FixedTests
{
    [Fact]
    public void Layout_is_that_of_an_int()
    {
        Span<int> raws = [1, -2, int.MaxValue];
        var values = MemoryMarshal.Cast<int, Fixed>(raws);

        Assert.Equal(3, values.Length);
        Assert.Equal(new Fixed(-2), values[1]);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 4096)]
    [InlineData(-1, -4096)]
    [InlineData(131_072, 536_870_912)]
    [InlineData(524_287, 2_147_479_552)]
    [InlineData(-524_288, int.MinValue)]
    [InlineData(524_288, int.MaxValue)]
    [InlineData(int.MaxValue, int.MaxValue)]
    [InlineData(int.MinValue, int.MinValue)]
    public void Whole_units_convert_exactly_and_saturate_outside_the_range(int units, int raw) =>
        Assert.Equal(raw, Fixed.FromInt(units).Raw);

    [Theory]
    [InlineData(1, 8192, 1)] // half a raw unit: away from zero
    [InlineData(-1, 8192, -1)]
    [InlineData(1, -8192, -1)]
    [InlineData(-1, -8192, 1)]
    [InlineData(1, 8193, 0)]
    [InlineData(3, 8192, 2)]
    [InlineData(-3, 8192, -2)]
    [InlineData(500, 60, 34133)]
    [InlineData(555, 60, 37888)]
    [InlineData(0, -7, 0)]
    [InlineData(long.MaxValue, 1, int.MaxValue)]
    [InlineData(long.MinValue, 1, int.MinValue)]
    [InlineData(long.MinValue, -1, int.MaxValue)]
    [InlineData(long.MinValue, long.MinValue, 4096)]
    public void A_ratio_rounds_once_halves_away_from_zero_and_saturates(long numerator, long denominator, int raw) =>
        Assert.Equal(raw, Fixed.FromRatio(numerator, denominator).Raw);

    [Fact]
    public void Addition_subtraction_and_negation_wrap()
    {
        Assert.Equal(Fixed.MinValue, Fixed.MaxValue + new Fixed(1));
        Assert.Equal(Fixed.MaxValue, Fixed.MinValue - new Fixed(1));
        Assert.Equal(Fixed.MinValue, -Fixed.MinValue);
        Assert.Equal(new Fixed(-2), Fixed.MaxValue + Fixed.MaxValue);
    }

    [Fact]
    public void Multiplication_and_division_saturate()
    {
        Assert.Equal(Fixed.MaxValue, Fixed.MaxValue * Fixed.MaxValue);
        Assert.Equal(Fixed.MaxValue, Fixed.MinValue * Fixed.MinValue);
        Assert.Equal(Fixed.MinValue, Fixed.MinValue * Fixed.MaxValue);
        Assert.Equal(Fixed.MaxValue, Fixed.MinValue * int.MinValue);
        Assert.Equal(Fixed.MinValue, Fixed.MaxValue * int.MinValue);
        Assert.Equal(Fixed.MaxValue, Fixed.MaxValue / new Fixed(1));
        Assert.Equal(Fixed.MinValue, Fixed.MinValue / new Fixed(1));
        Assert.Equal(Fixed.MaxValue, Fixed.MinValue / new Fixed(-1));
        Assert.Equal(Fixed.MaxValue, Fixed.MinValue.Scale(long.MinValue, 1));
        Assert.Equal(Fixed.MinValue, Fixed.MinValue.Scale(long.MaxValue, 1));
        Assert.Equal(Fixed.MaxValue, Fixed.Abs(Fixed.MinValue));
    }

    [Fact]
    public void Division_by_zero_throws()
    {
        Assert.Throws<DivideByZeroException>(() => Fixed.One / Fixed.Zero);
        Assert.Throws<DivideByZeroException>(() => Fixed.FromRatio(1, 0));
        Assert.Throws<DivideByZeroException>(() => Fixed.One.Scale(1, 0));
    }

    [Fact]
    public void Every_operator_agrees_with_big_integers() => Seeded.Run(2_000, random =>
    {
        var (left, right) = (random.AnyInt(), random.AnyInt());
        var (x, y) = (new Fixed(left), new Fixed(right));

        Assert.Equal(Saturated(Rounded((BigInteger)left * right, 4096)), (x * y).Raw);
        Assert.Equal(Saturated((BigInteger)left * right), (x * right).Raw);
        Assert.Equal(unchecked((int)((long)left + right)), (x + y).Raw);
        Assert.Equal(unchecked((int)((long)left - right)), (x - y).Raw);
        Assert.Equal(left < right, x < y);
        Assert.Equal(left >= right, x >= y);
        Assert.Equal(left.CompareTo(right), x.CompareTo(y));
        if (right != 0)
        {
            var numerator = (long)random.AnyBits();
            Assert.Equal(Saturated(Rounded((BigInteger)left * 4096, right)), (x / y).Raw);
            Assert.Equal(Saturated(Rounded((BigInteger)left * numerator, right)), x.Scale(numerator, right).Raw);
            Assert.Equal(Saturated(Rounded((BigInteger)numerator * 4096, right)), Fixed.FromRatio(numerator, right).Raw);
        }
    });

    [Theory]
    [InlineData(4095, 0, 1)]
    [InlineData(2048, 0, 1)]
    [InlineData(2047, 0, 0)]
    [InlineData(-1, -1, 0)]
    [InlineData(-2048, -1, -1)]
    [InlineData(-4096, -1, -1)]
    [InlineData(int.MinValue, -524_288, -524_288)]
    [InlineData(int.MaxValue, 524_287, 524_288)]
    public void Floor_goes_down_and_round_goes_to_the_nearest(int raw, int floor, int round)
    {
        Assert.Equal(floor, new Fixed(raw).Floor());
        Assert.Equal(round, new Fixed(raw).Round());
    }

    [Fact]
    public void Clamp_keeps_between_both_ends()
    {
        Assert.Equal(Fixed.One, Fixed.Clamp(Fixed.MaxValue, Fixed.Zero, Fixed.One));
        Assert.Equal(Fixed.Zero, Fixed.Clamp(Fixed.MinValue, Fixed.Zero, Fixed.One));
        Assert.Equal(new Fixed(7), Fixed.Clamp(new Fixed(7), Fixed.Zero, Fixed.One));
    }

    [Theory]
    [InlineData(0, "0")]
    [InlineData(4096, "1")]
    [InlineData(-6144, "-1.5")]
    [InlineData(1, "0.0002")]
    [InlineData(-1, "-0.0002")]
    [InlineData(4095, "0.9998")]
    [InlineData(int.MaxValue, "524287.9998")]
    [InlineData(int.MinValue, "-524288")]
    public void Text_is_decimal_with_up_to_four_places_in_every_culture(int raw, string text)
    {
        Assert.Equal(text, new Fixed(raw).ToString());

        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("sv-SE") { NumberFormat = { NegativeSign = "\u2212", NumberDecimalSeparator = "," } };
            Assert.Equal(text, new Fixed(raw).ToString());
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    private static BigInteger Rounded(BigInteger numerator, BigInteger denominator)
    {
        var twice = BigInteger.Abs(numerator) * 2 + BigInteger.Abs(denominator);
        var magnitude = BigInteger.Divide(twice, BigInteger.Abs(denominator) * 2);
        return numerator.Sign * denominator.Sign < 0 ? -magnitude : magnitude;
    }

    private static int Saturated(BigInteger value) => (int)BigInteger.Clamp(value, int.MinValue, int.MaxValue);
}
