using Ecs.Server.Metrics;
using Ecs.Server.Pacing;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Pacing;

[Collection(AloneLane.Name)]
public sealed class TickLoopTests
{
    private const long Millisecond = 1_000_000;

    [Theory]
    [InlineData(20)]
    [InlineData(60)]
    [InlineData(75)]
    [InlineData(144)]
    [InlineData(240)]
    public void Ten_virtual_minutes_have_every_tick_once_and_the_exact_mean_rate(int tickRate)
    {
        const int Seconds = 600;
        var random = new Random(41);
        var run = new CrankedLoop(tickRate, Seconds + 1, loop => loop.Time.Advance(random.NextInt64(3 * Millisecond)));
        run.Time.WakeDelay = () => random.NextInt64(300_000);

        run.Run(slotLimit: (long)Seconds * tickRate);

        Assert.Equal(Seconds * tickRate, run.Starts.Count);
        Assert.Equal(0, run.Figures.Skipped);
        for (var tick = 0; tick < run.Starts.Count; tick++)
            Assert.Equal(tick, (run.Starts[tick] - run.Started) * tickRate / CrankedLoop.Second);
        var seconds = (run.Starts[^1] - run.Starts[0]) / (double)CrankedLoop.Second;
        var rate = (run.Starts.Count - 1) / seconds;
        Assert.InRange(Math.Abs((rate / tickRate) - 1), 0, 0.0001);
    }

    [Fact]
    public void A_stall_of_half_a_second_every_five_costs_its_slots_and_nothing_else()
    {
        long nextStall = 5;
        var run = new CrankedLoop(60, 60, loop =>
        {
            loop.Time.Advance(Millisecond);
            if (loop.Passed < nextStall * CrankedLoop.Second)
                return;
            nextStall += 5;
            loop.Time.Advance(500 * Millisecond);
        });

        run.Run();

        Assert.Equal(TickSchedule.CatchUpLimit, run.MostInOneSlot);
        Assert.InRange(run.Figures.Skipped, 10 * 23, 12 * 26);
        Assert.InRange(run.Starts.Count + run.Figures.Skipped, (60 * 60) - 1, (60 * 60) + 31);
        Assert.All(run.Elapsed, elapsed => Assert.InRange(elapsed.TotalMilliseconds, 0, 520));
        Assert.InRange(run.Log.Lines.Count, 10, 12);
        AssertOnScheduleAgainWithin(run, CrankedLoop.Second / 10, 500 * Millisecond);
    }

    [Fact]
    public void Steady_overload_of_a_fifth_slows_the_world_by_a_sixth_and_ends_with_its_cause()
    {
        const long Slot = CrankedLoop.Second / 60;
        var loadEnds = 30 * CrankedLoop.Second;
        var saidSo = false;
        var run = new CrankedLoop(60, 40, loop =>
        {
            loop.Time.Advance(loop.Passed < loadEnds ? Slot * 12 / 10 : Millisecond);
            saidSo |= loop.Loop.IsOverloaded;
        });

        run.Run();

        var under = run.Starts.Count(start => start - run.Started < loadEnds);
        Assert.InRange(under, 30 * 50 * 99 / 100, 30 * 50 * 101 / 100);
        Assert.InRange(run.MostInOneSlot, 1, TickSchedule.CatchUpLimit);
        Assert.InRange(run.Figures.Lateness.Maximum, 0, (long)(2.5 * 1_000_000 / 60));
        var back = run.Starts.FindIndex(start => start - run.Started > loadEnds + (CrankedLoop.Second / 2));
        for (var tick = back; tick < run.Starts.Count; tick++)
            Assert.InRange((run.Starts[tick] - run.Started) % Slot, 0, Millisecond);
        Assert.True(saidSo);
        Assert.False(run.Loop.IsOverloaded);
        Assert.InRange(run.Log.Lines.Count, 10, 16);
    }

    [Fact]
    public void Leaving_optional_work_out_ends_the_skipping_without_flicker()
    {
        const long Slot = CrankedLoop.Second / 60;
        var changes = 0;
        var before = false;
        var run = new CrankedLoop(60, 60, loop =>
        {
            changes += before != loop.Loop.IsOverloaded ? 1 : 0;
            before = loop.Loop.IsOverloaded;
            loop.Time.Advance(before ? Slot * 85 / 100 : Slot * 12 / 10);
        });

        run.Run();

        Assert.Equal(1, changes);
        Assert.InRange(run.Figures.Skipped, 1, 8);
    }

    [Fact]
    public void The_calendar_may_jump_and_the_loop_never_asks_it()
    {
        var random = new Random(7);
        var run = new CrankedLoop(60, 60, loop => loop.Time.Calendar += TimeSpan.FromHours(random.Next(-24, 25)));

        run.Run(slotLimit: 3600);

        Assert.Equal(0, run.Time.CalendarReads);
        Assert.Equal(3600, run.Starts.Count);
        Assert.Equal(0, run.Figures.Skipped);
    }

    [Fact]
    public void A_clock_that_steps_back_a_millisecond_a_thousand_times_gives_no_extra_tick()
    {
        var steps = 0;
        var run = new CrankedLoop(60, 60, loop =>
        {
            loop.Time.Advance(2 * Millisecond);
            if (steps++ % 3 == 0)
                loop.Time.Advance(-Millisecond);
        });
        var waits = 0;
        run.Time.WakeDelay = () => waits++ % 3 == 0 ? -Millisecond : 0;

        run.Run(slotLimit: 3600);

        Assert.True(steps / 3 >= 1000);
        Assert.Equal(3600, run.Starts.Count);
        Assert.Equal(0, run.Figures.Skipped);
        Assert.All(run.Elapsed, elapsed => Assert.InRange(elapsed, TimeSpan.Zero, TimeSpan.FromMilliseconds(20)));
        Assert.InRange(run.Passed, 59 * CrankedLoop.Second, 61 * CrankedLoop.Second);
    }

    [Fact]
    public void A_machine_that_slept_an_hour_makes_up_for_five_ticks_and_nobody_times_out()
    {
        var slept = false;
        var run = new CrankedLoop(60, 3700, loop =>
        {
            if (slept || loop.Starts.Count != 100)
                return;
            slept = true;
            loop.Time.Advance(3600 * CrankedLoop.Second);
        });

        run.Run();

        Assert.InRange(run.Figures.Skipped, (3600 * 60) - 6, 3600 * 60);
        Assert.Equal(TickSchedule.CatchUpLimit, run.MostInOneSlot);
        Assert.Equal(TickLoop.LongestElapsed, run.Elapsed.Max());
    }

    [Fact]
    public void Ten_thousand_ticks_allocate_nothing_beside_their_work()
    {
        var ticks = 0;
        var time = new CrankTime();
        var figures = new TickFigures();
        var run = new TickLoop(60, time, time, _ => ticks++, figures, null, new LogLines());
        var runs = 0;

        // The schedule and the gauge of each run.
        Allocations.AssertAtMostOnceWarm(512, () =>
        {
            runs++;
            run.Run(slotLimit: 10_000);
        });

        Assert.Equal(runs * 10_000, ticks);
        Assert.Equal(0, figures.AllocatedBytes);
    }

    [Fact]
    public void Work_that_presses_is_begun_between_ticks_counts_as_theirs_and_makes_none_late()
    {
        Flood? flood = null;
        var run = new CrankedLoop(60, 60, loop => loop.Time.Advance(Millisecond), loop => flood = new Flood(loop.Time));

        run.Run(slotLimit: 600);
        Assert.Equal(0, flood!.Begun);
        flood.IsPressing = true;
        run.Run(slotLimit: 600);

        Assert.InRange(flood.Begun, 600 * 5, 600 * 8);
        Assert.Equal(0, run.Figures.Lateness.Maximum);
        Assert.Equal(0, run.Figures.Skipped);
        var counted = (Flood.Cost * flood.Begun / 600) + Millisecond;
        Assert.InRange(run.Figures.Duration.Maximum * 1_000, counted, counted + (2 * Flood.Cost));
    }

    [Fact]
    public void Stopping_inside_a_tick_lets_that_tick_be_the_last()
    {
        var run = new CrankedLoop(60, 1000, loop =>
        {
            if (loop.Starts.Count == 12)
                loop.Loop.Stop();
        });

        run.Run();

        Assert.Equal(12, run.Starts.Count);
    }

    [Fact]
    public void A_wait_of_an_hour_ends_when_somebody_stops_the_loop()
    {
        using var waiter = new SystemTickWaiter();
        waiter.Wake();

        waiter.WaitUntil(TimeProvider.System.GetTimestamp() + (3600 * TimeProvider.System.TimestampFrequency));
    }

    private static void AssertOnScheduleAgainWithin(CrankedLoop run, long limit, long stall)
    {
        for (var tick = 1; tick < run.Starts.Count; tick++)
        {
            if (run.Starts[tick] - run.Starts[tick - 1] < stall)
                continue;
            var stalled = run.Starts[tick];
            var next = run.Starts.FindIndex(tick, start => start - stalled > limit);
            for (var later = Math.Max(next, tick); next > 0 && later < Math.Min(next + 30, run.Starts.Count); later++)
                Assert.InRange((run.Starts[later] - run.Started) % (CrankedLoop.Second / 60), 0, Millisecond);
        }
    }

    /// <summary>Takes a fifth of a millisecond each time.</summary>
    private sealed class Flood(CrankTime time) : IEarlyWork
    {
        public const long Cost = Millisecond / 5;

        public bool IsPressing { get; set; }

        public int Begun { get; private set; }

        public void Begin()
        {
            Begun++;
            time.Advance(Cost);
        }
    }
}
