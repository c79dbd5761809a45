using Ecs.Simulation.Spatial;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Spatial;

public sealed class HitOrderTests
{
    [Fact]
    public void Hits_stand_as_comparing_fractions_puts_them() => Seeded.Run(200, random =>
    {
        var order = new HitOrder();
        foreach (var length in (int[])[random.Next(3), random.Next(200), random.Next(2_000)])
        {
            var hits = new Hit[length];
            for (var i = 0; i < length; i++)
                hits[i] = AnyHit(random, length);

            var expected = (Hit[])hits.Clone();
            Array.Sort(expected, static (left, right) => Hit.Compare(left, right));
            order.Sort(hits);

            Assert.Equal(expected, hits);
        }
    });

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 5)]
    [InlineData(7, 5)]
    [InlineData(1, -1)]
    [InlineData(long.MinValue, -1)]
    [InlineData(1, long.MaxValue)]
    public void A_moment_that_a_fault_has_made_of_nothing_throws_nothing(long numerator, long denominator)
    {
        Hit[] hits = [new(new(1, 2), new(3), default, HitKind.Wall), new(new(numerator, denominator), new(2), default, HitKind.Wall), new(new(1, 4), new(1), default, HitKind.Wall)];
        var before = hits.ToHashSet();
        new HitOrder().Sort(hits);

        Assert.Equal(before, hits.ToHashSet());
    }

    /// <summary>Often at one moment, or at moments that only exact fractions tell apart; nowhere the same hit twice.</summary>
    private static Hit AnyHit(Random random, int range)
    {
        var impact = random.Next(4) switch
        {
            0 => Moment.Begin,
            1 => new Moment(random.Next(3), 2),
            2 => new Moment(int.MaxValue / 2 + random.Next(2), int.MaxValue - random.Next(3)),
            _ => new Moment(random.Next(1000), 1000),
        };
        return new Hit(impact, new EntityId((ulong)random.Next(range)), new EntityId((ulong)random.NextInt64(1L << 40)), (HitKind)random.Next(3));
    }
}
