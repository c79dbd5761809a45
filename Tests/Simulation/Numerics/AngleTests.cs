using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Numerics;

public sealed class AngleTests
{
    [Fact]
    public void Sums_and_differences_wrap_around_the_turn()
    {
        Assert.Equal(Angle.Up, Angle.Left + Angle.Right);
        Assert.Equal(Angle.Left, Angle.Up - Angle.Right);
        Assert.Equal(new Angle(1), new Angle(ushort.MaxValue) + new Angle(2));
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(90, 16_384)]
    [InlineData(180, 32_768)]
    [InlineData(270, 49_152)]
    [InlineData(360, 0)]
    [InlineData(-90, 49_152)]
    [InlineData(-450, 49_152)]
    [InlineData(10, 1820)]
    [InlineData(3600, 0)]
    public void Degrees_of_any_sign_become_the_nearest_step(int degrees, int raw) =>
        Assert.Equal(raw, Angle.FromDegrees(degrees).Raw);

    [Fact]
    public void Whole_degrees_come_back_as_they_were()
    {
        for (var degrees = 0; degrees < 360; degrees++)
            Assert.Equal(degrees, Angle.FromDegrees(degrees).ToDegrees());

        Assert.InRange(Angle.FromDegrees(int.MinValue).ToDegrees(), 0, 359);
        Assert.InRange(Angle.FromDegrees(int.MaxValue).ToDegrees(), 0, 359);
    }

    [Fact]
    public void Every_step_is_within_half_a_degree_of_its_degrees()
    {
        for (var raw = 0; raw < Angle.FullTurn; raw++)
        {
            var degrees = new Angle((ushort)raw).ToDegrees();
            var apart = Math.Abs(raw * 360L - degrees * (long)Angle.FullTurn);

            Assert.InRange(degrees, 0, 359);
            Assert.True(Math.Min(apart, 360L * Angle.FullTurn - apart) <= Angle.FullTurn / 2, $"step {raw} is not {degrees} degrees");
        }
    }

    [Fact]
    public void Direction_is_sine_and_minus_cosine_so_zero_points_up_and_angles_grow_clockwise()
    {
        var length = Fixed.FromInt(10);

        Assert.Equal(new FixedVector(Fixed.Zero, -length), Angle.Up.Direction(length));
        Assert.Equal(new FixedVector(length, Fixed.Zero), Angle.Right.Direction(length));
        Assert.Equal(new FixedVector(Fixed.Zero, length), Angle.Down.Direction(length));
        Assert.Equal(new FixedVector(-length, Fixed.Zero), Angle.Left.Direction(length));
    }

    [Fact]
    public void Directions_are_within_one_raw_unit_of_the_real_ones() => Seeded.Run(2_000, random =>
    {
        var angle = new Angle((ushort)random.Next(Angle.FullTurn));
        var length = new Fixed(random.Next(0, 1600 * Fixed.RawPerUnit));
        var way = angle.Direction(length);
        var turns = angle.Raw * Math.Tau / Angle.FullTurn;

        Assert.InRange(way.X.Raw, length.Raw * Math.Sin(turns) - 1, length.Raw * Math.Sin(turns) + 1);
        Assert.InRange(way.Y.Raw, -length.Raw * Math.Cos(turns) - 1, -length.Raw * Math.Cos(turns) + 1);
    });
}
