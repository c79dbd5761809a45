using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation.Values;

public sealed class TickRandomTests
{
    [Fact]
    public void The_same_seed_tick_and_subject_give_the_same_series()
    {
        var first = new TickRandom(1, new Tick(2), new EntityId(3));
        var second = new TickRandom(1, new Tick(2), new EntityId(3));
        for (var i = 0; i < 100; i++)
            Assert.Equal(first.NextBits(), second.NextBits());
    }

    [Fact]
    public void Any_other_seed_tick_or_subject_gives_another_series()
    {
        var seen = new HashSet<ulong>();
        for (var i = 0U; i < 30; i++)
        {
            for (var j = 0U; j < 30; j++)
            {
                for (var k = 1UL; k < 30; k++)
                {
                    var random = new TickRandom(i, new Tick(j), new EntityId(k));
                    Assert.True(seen.Add(random.NextBits()), $"seed {i}, tick {j}, entity {k}");
                }
            }
        }
    }

    [Fact]
    public void Draws_stay_below_the_limit_and_are_even()
    {
        var random = new TickRandom(1, new Tick(1), 1UL << 63);
        var counts = new int[10];
        for (var i = 0; i < 100_000; i++)
            counts[random.NextBelow(10)]++;

        Assert.All(counts, count => Assert.InRange(count, 9_600, 10_400));
        Assert.Equal(0, random.NextBelow(1));
        Assert.InRange(random.NextBelow(int.MaxValue), 0, int.MaxValue - 1);
    }

    [Fact]
    public void The_series_itself_is_fixed()
    {
        var random = new TickRandom(42, new Tick(7), new EntityId(9));

        Assert.Equal([4299261227116975593UL, 4365402692170161751UL, 9803298674862007069UL], [random.NextBits(), random.NextBits(), random.NextBits()]);
    }
}
