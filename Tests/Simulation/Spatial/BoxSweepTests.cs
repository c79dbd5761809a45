using System.Numerics;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Spatial;

namespace Ecs.Tests.Simulation.Spatial;

public sealed class BoxSweepTests
{
    [Theory]
    [InlineData(10, 0, -20, 0, true, 1, 4)] // meets when 5 of 20 are gone
    [InlineData(-10, 0, 20, 0, true, 1, 4)]
    [InlineData(10, 0, -5, 0, false, 0, 1)] // only touches at the end
    [InlineData(10, 0, -6, 0, true, 5, 6)]
    [InlineData(10, 0, 20, 0, false, 0, 1)]
    [InlineData(10, 5, -20, 0, false, 0, 1)] // passes along the edge
    [InlineData(10, 4, -20, 0, true, 1, 4)]
    [InlineData(0, 0, 0, 0, true, 0, 1)]
    [InlineData(5, 0, 0, 0, false, 0, 1)] // touching is not meeting
    [InlineData(5, 0, -1, 0, true, 0, 1)]
    [InlineData(5, 0, 1, 0, false, 0, 1)]
    [InlineData(4, 0, 1000, 0, true, 0, 1)]
    [InlineData(10, 10, -20, -20, true, 1, 4)]
    [InlineData(10, 20, -20, -20, false, 0, 1)] // gone in x before it comes in y
    [InlineData(1_000_000, 1_000_000, -2_000_000, -2_000_000, true, 999_995, 2_000_000)]
    public void Moment_of_impact_is_exact(int apartX, int apartY, int wayX, int wayY, bool meets, long numerator, long denominator)
    {
        var found = BoxSweep.TryFind(
            new FixedVector(new(apartX), new(apartY)), new FixedVector(new(wayX), new(wayY)), new Fixed(5), new Fixed(5), out var impact);

        Assert.Equal(meets, found);
        if (meets)
            Assert.Equal(0, impact.CompareTo(new Moment(numerator, denominator)));
    }

    [Fact]
    public void Sweeps_agree_with_exact_fractions_at_every_scale()
    {
        var met = 0;
        Seeded.Run(20_000, random =>
        {
            var scale = random.Next(1, 31);
            var apart = new FixedVector(Any(random, scale), Any(random, scale));
            var relative = new FixedVector(Any(random, scale), Any(random, scale));
            var (halfWidth, halfHeight) = (new Fixed(1 + random.Next(1 << (scale - 1))), new Fixed(1 + random.Next(1 << (scale - 1))));

            var expected = SweepOracle.FirstOverlap(apart, relative, halfWidth, halfHeight);
            var found = BoxSweep.TryFind(apart, relative, halfWidth, halfHeight, out var impact);

            Assert.Equal(expected is not null, found);
            if (expected is { } moment)
            {
                met++;
                Assert.Equal(moment.Numerator * impact.Denominator, (BigInteger)impact.Numerator * moment.Denominator);
            }
        });

        Assert.InRange(met, 2_000, 18_000);
    }

    [Fact]
    public void Two_boxes_meet_at_one_moment_whichever_is_asked() => Seeded.Run(5_000, random =>
    {
        var left = AnySweeper(random);
        var right = AnySweeper(random);

        Assert.Equal(left.Meets(right, out var seenFromLeft), right.Meets(left, out var seenFromRight));
        Assert.Equal(0, seenFromLeft.CompareTo(seenFromRight));
    });

    [Fact]
    public void Moments_order_as_fractions_do() => Seeded.Run(5_000, random =>
    {
        var left = new Moment(random.Next(), 1 + random.Next(int.MaxValue - 1));
        var right = new Moment(random.Next(), 1 + random.Next(int.MaxValue - 1));
        var expected = ((BigInteger)left.Numerator * right.Denominator).CompareTo((BigInteger)right.Numerator * left.Denominator);

        Assert.Equal(expected, left.CompareTo(right));
        Assert.Equal(expected < 0, left < right);
        Assert.Equal(expected > 0, left > right);
    });

    private static Sweeper AnySweeper(Random random) => new()
    {
        Begin = new FixedVector(Any(random, 14), Any(random, 14)),
        Way = new FixedVector(Any(random, 14), Any(random, 14)),
        HalfWidth = new Fixed(1 + random.Next(5000)),
        HalfHeight = new Fixed(1 + random.Next(5000)),
    };

    /// <summary>Small round numbers often, so that edges touch exactly.</summary>
    private static Fixed Any(Random random, int scale)
    {
        var limit = 1 << Math.Min(scale, random.Next(3) == 0 ? 3 : 30);
        return new Fixed(random.Next(-limit, limit));
    }
}
