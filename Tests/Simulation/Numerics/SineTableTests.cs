using Ecs.Simulation.Numerics;

namespace Ecs.Tests.Simulation.Numerics;

public sealed class SineTableTests
{
    [Fact]
    public void All_sines_and_cosines_are_within_one_unit_of_the_last_place()
    {
        for (var raw = 0; raw < Angle.FullTurn; raw++)
        {
            var turns = raw * Math.Tau / Angle.FullTurn;
            var angle = new Angle((ushort)raw);

            Assert.True(Math.Abs(SineTable.Sine(angle) - Math.Sin(turns) * SineTable.One) <= 1, $"sine of step {raw}");
            Assert.True(Math.Abs(SineTable.Cosine(angle) - Math.Cos(turns) * SineTable.One) <= 1, $"cosine of step {raw}");
        }
    }

    [Fact]
    public void Squares_of_sine_and_cosine_add_up_to_one()
    {
        // Each is off by at most half a unit from rounding plus a hair: 2 * 2^30 * 0.51 per square.
        const long one = (long)SineTable.One * SineTable.One;
        for (var raw = 0; raw < Angle.FullTurn; raw++)
        {
            long sine = SineTable.Sine(new Angle((ushort)raw));
            long cosine = SineTable.Cosine(new Angle((ushort)raw));

            Assert.InRange(sine * sine + cosine * cosine, one - 2L * SineTable.One, one + 2L * SineTable.One);
        }
    }

    [Fact]
    public void Quarters_are_exact_and_the_wave_is_symmetric()
    {
        Assert.Equal(0, SineTable.Sine(Angle.Up));
        Assert.Equal(SineTable.One, SineTable.Sine(Angle.Right));
        Assert.Equal(0, SineTable.Sine(Angle.Down));
        Assert.Equal(-SineTable.One, SineTable.Sine(Angle.Left));
        for (var raw = 0; raw < Angle.FullTurn; raw++)
        {
            var angle = new Angle((ushort)raw);
            Assert.Equal(SineTable.Sine(angle), -SineTable.Sine(Angle.Up - angle));
            Assert.Equal(SineTable.Sine(angle), SineTable.Sine(Angle.Down - angle));
        }
    }
}
