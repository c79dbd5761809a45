using System.Numerics;
using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Numerics;

public sealed class SquareRootTests
{
    [Theory]
    [InlineData(0UL, 0U)]
    [InlineData(1UL, 1U)]
    [InlineData(3UL, 1U)]
    [InlineData(4UL, 2U)]
    [InlineData(8UL, 2U)]
    [InlineData(9UL, 3U)]
    [InlineData(4_294_967_295UL, 65_535U)]
    [InlineData(4_294_967_296UL, 65_536U)]
    [InlineData(9_223_372_036_854_775_807UL, 3_037_000_499U)]
    [InlineData(9_223_372_036_854_775_808UL, 3_037_000_499U)]
    [InlineData(18_446_744_065_119_617_024UL, 4_294_967_294U)]
    [InlineData(18_446_744_065_119_617_025UL, 4_294_967_295U)]
    [InlineData(ulong.MaxValue, uint.MaxValue)]
    public void Root_is_the_largest_integer_whose_square_fits(ulong value, uint root) =>
        Assert.Equal(root, SquareRoot.Floor(value));

    [Fact]
    public void Root_squared_is_at_most_the_value_and_the_next_one_is_above() => Seeded.Run(5_000, random =>
    {
        var value = random.AnyBits();
        BigInteger root = SquareRoot.Floor(value);

        Assert.True(root * root <= value, $"the root {root} of {value} is too large");
        Assert.True((root + 1) * (root + 1) > value, $"the root {root} of {value} is too small");
    });

    [Fact]
    public void Squares_and_their_neighbours_are_exact() => Seeded.Run(2_000, random =>
    {
        var root = (uint)random.NextInt64(2, 1L << 32);
        var square = (ulong)root * root;

        Assert.Equal(root, SquareRoot.Floor(square));
        Assert.Equal(root - 1, SquareRoot.Floor(square - 1));
        Assert.Equal(root, SquareRoot.Floor(square + 1));
    });
}
