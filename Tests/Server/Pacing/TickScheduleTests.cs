using Ecs.Server.Pacing;

namespace Ecs.Tests.Server.Pacing;

public sealed class TickScheduleTests
{
    [Theory]
    [InlineData(60, 1_000_000_000)]
    [InlineData(240, 1_000_000_000)]
    [InlineData(60, 10_000_000)]
    [InlineData(7, 1_000)]
    public void A_tick_is_due_at_its_exact_moment_and_not_a_unit_before(int tickRate, long frequency)
    {
        var schedule = new TickSchedule(tickRate, frequency, origin: 5_000);
        for (long slot = 0; slot < 10 * tickRate; slot++)
        {
            var due = 5_000 + (((slot * frequency) + tickRate - 1) / tickRate);
            Assert.Equal(due, schedule.NextDue);
            Assert.False(schedule.TryTake(due - 1, out _));
            Assert.True(schedule.TryTake(due, out var lateness));
            Assert.Equal(0, lateness);
            Assert.False(schedule.TryTake(due, out _));
        }
    }

    [Fact]
    public void After_a_hundred_years_the_grid_is_still_exact()
    {
        const long Frequency = 1_000_000_000;
        const long Seconds = 100L * 366 * 86_400;
        var schedule = new TickSchedule(60, Frequency, origin: 0);

        Assert.True(schedule.TryTake(Seconds * Frequency, out _));

        Assert.Equal((Seconds * 60) - 4, schedule.Skipped);
        Assert.Equal((Seconds * 60) - 3, schedule.Slots);
        Assert.Equal((long)(((Int128)((Seconds * 60) - 3) * Frequency) / 60), schedule.NextDue);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_the_moments_asked_slots_run_and_skipped_are_the_slots_begun(int seed)
    {
        var random = new Random(seed);
        var schedule = new TickSchedule(60, 1_000_000_000, origin: 0);
        long now = 0;
        long ran = 0;
        for (var ask = 0; ask < 20_000; ask++)
        {
            now += random.Next(20) == 0 ? random.NextInt64(2_000_000_000) : random.NextInt64(30_000_000);
            var inARow = 0;
            while (schedule.TryTake(now, out var lateness))
            {
                ran++;
                inARow++;
                Assert.InRange(lateness, 0, 5 * 1_000_000_000L / 60);
            }

            Assert.InRange(inARow, 0, TickSchedule.CatchUpLimit);
            Assert.True(ran + schedule.Skipped == (long)((Int128)now * 60 / 1_000_000_000) + 1, $"seed {seed}, moment {now}");
        }
    }
}
