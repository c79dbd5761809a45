using Ecs.Simulation.Values;

namespace Ecs.Tests.Simulation;

public sealed class TickTests
{
    [Fact]
    public void Ticks_stay_in_order_across_the_wrap()
    {
        var tick = new Tick(uint.MaxValue - 1_000);
        var first = tick;
        for (var i = 1; i <= 10_000; i++)
        {
            var next = tick.Next;

            Assert.True(next.IsNewerThan(tick));
            Assert.False(tick.IsNewerThan(next));
            Assert.Equal(1, next.Since(tick));
            Assert.Equal(-1, tick.Since(next));
            Assert.Equal(i, next.Since(first));
            Assert.Equal(next, first + i);
            tick = next;
        }

        Assert.Equal(8_999U, tick.Value);
    }

    [Fact]
    public void A_tick_is_not_newer_than_itself() => Assert.False(new Tick(7).IsNewerThan(new Tick(7)));

    [Fact]
    public void Steps_backwards_wrap_too() => Assert.Equal(new Tick(uint.MaxValue), new Tick(1) + -2);

    [Fact]
    public void Ids_order_by_birth_over_their_whole_range()
    {
        Assert.True(new EntityId(ulong.MaxValue).CompareTo(new EntityId(1)) > 0);
        Assert.True(new EntityId(1).CompareTo(new EntityId(1UL << 63)) < 0);
        Assert.True(EntityId.None.IsNone);
        Assert.False(new EntityId(1).IsNone);
    }
}
