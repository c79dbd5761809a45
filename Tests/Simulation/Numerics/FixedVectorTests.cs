using System.Numerics;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Numerics;

public sealed class FixedVectorTests
{
    [Fact]
    public void Squared_length_of_any_difference_of_world_positions_is_exact() => Seeded.Run(2_000, random =>
    {
        const int widest = 2 * Fixed.WorldLimitRaw;
        var x = random.Next(4) == 0 ? widest : random.Next(-widest, widest);
        var y = random.Next(4) == 0 ? -widest : random.Next(-widest, widest);

        Assert.Equal((BigInteger)x * x + (BigInteger)y * y, new FixedVector(new(x), new(y)).LengthSquaredRaw);
    });

    [Fact]
    public void Length_is_cut_towards_zero_and_never_wraps()
    {
        Assert.Equal(Fixed.FromInt(5), new FixedVector(Fixed.FromInt(3), Fixed.FromInt(-4)).Length);
        Assert.Equal(new Fixed(1), new FixedVector(new(1), new(1)).Length);
        Assert.Equal(Fixed.MaxValue, new FixedVector(Fixed.MinValue, Fixed.MinValue).Length);
        Assert.Equal(Fixed.Zero, FixedVector.Zero.Length);
    }

    [Fact]
    public void Sum_and_difference_are_by_component()
    {
        var left = new FixedVector(new(10), new(-20));
        var right = new FixedVector(new(1), new(2));

        Assert.Equal(new FixedVector(new(11), new(-18)), left + right);
        Assert.Equal(new FixedVector(new(9), new(-22)), left - right);
    }

    [Theory]
    [InlineData(1, 1, true)]
    [InlineData(0, 0, true)] // edges count for a point
    [InlineData(4, 2, true)]
    [InlineData(5, 1, false)]
    [InlineData(1, -1, false)]
    public void A_rectangle_contains_its_edges(int x, int y, bool inside) =>
        Assert.Equal(inside, new FixedRectangle(new(0), new(0), new(4), new(2)).Contains(new(x), new(y)));

    [Fact]
    public void Rectangles_that_only_touch_do_not_overlap()
    {
        var area = new FixedRectangle(new(0), new(0), new(4), new(2));

        Assert.False(area.Overlaps(new FixedRectangle(new(4), new(0), new(8), new(2))));
        Assert.False(area.Overlaps(new FixedRectangle(new(0), new(2), new(4), new(4))));
        Assert.True(area.Overlaps(new FixedRectangle(new(3), new(1), new(8), new(8))));
        Assert.True(area.Overlaps(FixedRectangle.Around(new(2), new(1), new(1), new(1))));
    }
}
