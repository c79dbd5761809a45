using Ecs.Load;

namespace Ecs.Tests.Load;

public sealed class LoadScheduleTests
{
    private const long Second = 1_000_000_000;
    private const long Origin = 77 * Second;

    [Theory]
    [InlineData(1, 60, 1)]
    [InlineData(32, 60, 10)]
    [InlineData(500, 60, 1)]
    [InlineData(7, 144, 3)]
    public void On_time_every_client_has_each_input_once_and_a_tick_apart(int clients, int tickRate, int updatesPerTick)
    {
        var schedule = new LoadSchedule(clients, tickRate, updatesPerTick, Second, Origin);
        var last = new long[clients];
        var inputs = new long[clients];
        var updates = 0L;
        while (schedule.NextDue < Origin + (10 * Second))
        {
            Assert.False(schedule.TryTake(schedule.NextDue - 1, out _));
            Assert.True(schedule.TryTake(schedule.NextDue, out var due));
            updates++;
            if (!due.IsInput)
                continue;
            if (inputs[due.Client]++ != 0)
                Assert.InRange(due.At - last[due.Client], (Second / tickRate) - 1, (Second / tickRate) + 1);
            last[due.Client] = due.At;
        }

        Assert.All(inputs, count => Assert.Equal(10 * tickRate, count));
        Assert.Equal(10L * clients * tickRate * updatesPerTick, updates);
        Assert.Equal(0, schedule.MissedInputs);
    }

    [Fact]
    public void A_generator_that_stands_still_misses_inputs_and_is_at_once_on_the_old_moments_again()
    {
        var schedule = new LoadSchedule(10, 60, 4, Second, Origin);
        var twin = new LoadSchedule(10, 60, 4, Second, Origin);
        var later = Origin + (3 * Second) + 123_456;
        var sent = Take(schedule, Origin + Second, step: 1_000_000);
        sent += Take(schedule, later);
        var all = Take(twin, later, step: 1_000_000);

        Assert.Equal(0, twin.MissedInputs);
        Assert.Equal(all, sent + schedule.MissedInputs);
        Assert.InRange(schedule.MissedInputs, 2 * 60 * 10 - 20, 2 * 60 * 10);
        Assert.Equal(twin.NextDue, schedule.NextDue);
    }

    [Fact]
    public void Less_than_a_tick_behind_nothing_is_given_up()
    {
        var schedule = new LoadSchedule(10, 60, 4, Second, Origin);
        var sent = 0L;
        for (var now = Origin; now < Origin + Second; now += Second / 61)
            sent += Take(schedule, now);

        Assert.Equal(0, schedule.MissedInputs);
        Assert.InRange(sent, 580, 600);
    }

    [Fact]
    public void Days_pass_without_overflow()
    {
        var schedule = new LoadSchedule(4_000, 240, 16, Second, Origin);
        var later = Origin + (30 * 86_400 * Second);

        Assert.True(schedule.TryTake(later, out var due));
        Assert.InRange(later - due.At, 0, Second / 240);
        Assert.InRange(schedule.MissedInputs, 30L * 86_400 * 240 * 4_000 - 8_000, 30L * 86_400 * 240 * 4_000);
    }

    private static long Take(LoadSchedule schedule, long now)
    {
        var inputs = 0L;
        while (schedule.TryTake(now, out var due))
            inputs += due.IsInput ? 1 : 0;
        return inputs;
    }

    private static long Take(LoadSchedule schedule, long until, long step)
    {
        var inputs = 0L;
        for (var now = Origin; now < until; now += step)
            inputs += Take(schedule, now);
        return inputs + Take(schedule, until);
    }
}
