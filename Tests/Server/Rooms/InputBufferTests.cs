using Ecs.Server.Rooms;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Server.Rooms;

public sealed class InputBufferTests
{
    private const int TickRate = 60;

    [Fact]
    public void Command_of_a_coming_tick_is_given_out_in_that_tick_and_in_no_other()
    {
        var buffer = Begin(at: 100);

        Assert.Equal(InputVerdict.Taken, buffer.Offer(Command(103, 7)));

        Assert.Equal([0, 0, 7, 0], Take(buffer, 4));
        Assert.Equal(3, buffer.Missed);
    }

    [Fact]
    public void First_command_of_a_tick_wins_over_later_ones()
    {
        var buffer = Begin(at: 100);

        Assert.Equal(InputVerdict.Taken, buffer.Offer(Command(101, 1)));
        Assert.Equal(InputVerdict.Duplicate, buffer.Offer(Command(101, 2)));

        Assert.Equal([1], Take(buffer, 1));
    }

    [Fact]
    public void Late_command_is_counted_once_and_never_applied()
    {
        var buffer = Begin(at: 100);
        Take(buffer, 5);

        Assert.Equal(InputVerdict.Late, buffer.Offer(Command(103, 9)));
        Assert.Equal(InputVerdict.Duplicate, buffer.Offer(Command(103, 9)));

        Assert.Equal(1u, buffer.Late);
        Assert.Equal([0, 0, 0], Take(buffer, 3));
    }

    [Fact]
    public void Copy_of_an_applied_command_is_a_duplicate_and_not_late()
    {
        var buffer = Begin(at: 100);
        buffer.Offer(Command(101, 1));
        Take(buffer, 10);

        Assert.Equal(InputVerdict.Duplicate, buffer.Offer(Command(101, 1)));
        Assert.Equal(0u, buffer.Late);
    }

    [Theory]
    [InlineData(132, InputVerdict.Taken)]
    [InlineData(133, InputVerdict.Early)]
    [InlineData(100, InputVerdict.Late)]
    [InlineData(99, InputVerdict.Late)]
    public void Window_is_thirty_two_ticks_ahead(uint tick, InputVerdict verdict)
    {
        var buffer = Begin(at: 100);

        Assert.Equal(verdict, buffer.Offer(Command(tick, 1)));
    }

    [Fact]
    public void Unstamped_commands_take_the_next_free_ticks_and_overflow_collapses_into_the_newest()
    {
        var buffer = Begin(at: 100);
        for (sbyte move = 1; move <= InputBuffer.UnstampedDepth + 2; move++)
            buffer.OfferNext(Command(0, move) with { Buttons = move == 9 ? Buttons.Fire : Buttons.None });

        Assert.Equal([1, 2, 3, 4, 5, 6, 7, 10, 0], Take(buffer, 9, out var buttons));
        Assert.Equal(Buttons.Fire, buttons[7]);
    }

    /// <summary>A sender without stamps that is held up for 30 ms again and again, and then says at once all that it had to say.</summary>
    [Fact]
    public void Burst_of_thirty_milliseconds_of_unstamped_commands_loses_none_at_any_tick_rate()
    {
        for (var rate = 20; rate <= 240; rate++)
        {
            var burst = ((30 * rate) + 999) / 1000;
            var buffer = new InputBuffer(rate);
            buffer.Begin(new(100));
            for (var round = 0; round < 10; round++)
            {
                int[] said = [.. Enumerable.Range((round * burst) + 1, burst)];
                Array.ForEach(said, move => buffer.OfferNext(Command(0, (sbyte)move)));

                Assert.Equal(said, Take(buffer, burst));
            }

            Assert.Equal((10 * burst, 0), (buffer.Applied, buffer.Missed));
        }
    }

    [Fact]
    public void Confirmed_is_the_newest_tick_without_a_gap_before_it()
    {
        var buffer = Begin(at: 100);
        buffer.Offer(Command(101, 1));
        buffer.Offer(Command(102, 1));
        buffer.Offer(Command(104, 1));

        Assert.Equal(102u, buffer.Confirmed.Value);

        Take(buffer, 3);
        Assert.Equal(104u, buffer.Confirmed.Value);
    }

    [Fact]
    public void Margin_is_that_of_the_tightest_command_since_it_was_last_told()
    {
        var buffer = Begin(at: 100);
        buffer.Offer(Command(105, 1));
        buffer.Offer(Command(103, 1));

        Assert.Equal(2, buffer.TakeMargin());
        Assert.Equal(InputBuffer.NoMargin, buffer.TakeMargin());

        buffer.Offer(Command(99, 1));
        Assert.Equal(-2, buffer.TakeMargin());
    }

    [Fact]
    public void Margin_of_the_buffers_depth_says_that_all_that_came_was_refused()
    {
        var buffer = Begin(at: 100);
        buffer.Offer(Command(190, 1));
        buffer.Offer(Command(150, 1));
        Assert.Equal(49, buffer.TakeMargin());

        // As often as it comes: whoever hears of it may have missed the first time.
        buffer.Offer(Command(150, 1));
        Assert.Equal(49, buffer.TakeMargin());

        buffer.Offer(Command(133, 1));
        Assert.Equal(InputBuffer.Depth, buffer.TakeMargin());
        buffer.Offer(Command(150, 1));
        buffer.Offer(Command(132, 1));
        Assert.Equal(InputBuffer.Depth - 1, buffer.TakeMargin());
    }

    [Theory]
    [InlineData(33)]
    [InlineData(256)]
    public void Tick_that_runs_without_the_command_that_was_refused_for_it_is_told_apart(int ahead)
    {
        var buffer = Begin(at: 100);
        buffer.Offer(Command((uint)(100 + ahead), 1));

        // Neither what is sent until it runs nor a stamp from nowhere makes it forgotten.
        buffer.Offer(Command((uint)(100 + ahead + 256), 1));
        buffer.Offer(Command(200_000, 1));
        Take(buffer, ahead - 1);
        Assert.Equal((0u, 100u + (uint)ahead - 1), (buffer.NewestRefused.Value, buffer.NewestMissed.Value));
        Take(buffer, 1);
        Assert.Equal((100u + (uint)ahead, 100u + (uint)ahead - 1), (buffer.NewestRefused.Value, buffer.NewestMissed.Value));
    }

    [Fact]
    public void Tick_numbers_may_wrap()
    {
        var buffer = Begin(at: uint.MaxValue - 1);

        Assert.Equal(InputVerdict.Taken, buffer.Offer(Command(uint.MaxValue, 1)));
        Assert.Equal(InputVerdict.Taken, buffer.Offer(Command(0, 2)));
        Assert.Equal(InputVerdict.Taken, buffer.Offer(Command(1, 3)));
        Assert.Equal(1u, buffer.Confirmed.Value);

        Assert.Equal([1, 2, 3, 0], Take(buffer, 4));
        Assert.Equal(InputVerdict.Duplicate, buffer.Offer(Command(uint.MaxValue, 1)));
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Random_replays_orders_and_duplicates_apply_each_tick_at_most_once(int seed)
    {
        var random = new Random(seed);
        var start = (uint)random.Next() * 2;
        var buffer = Begin(start);
        var applied = new Dictionary<uint, int>();
        var taken = new HashSet<uint>();
        for (var step = 0; step < 10_000; step++)
        {
            if (random.Next(4) == 0)
            {
                if (buffer.TakeNext(out var command))
                {
                    Assert.Equal(buffer.Current, command.Tick);
                    applied[command.Tick.Value] = applied.GetValueOrDefault(command.Tick.Value) + 1;
                }

                continue;
            }

            var tick = buffer.Current + random.Next(-80, 50);
            if (buffer.Offer(new PlayerCommand(tick, 1, 0, default, Buttons.None)) == InputVerdict.Taken)
                Assert.True(taken.Add(tick.Value), $"tick {tick} taken twice, seed {seed}");

            Assert.InRange(buffer.Waiting, 0, InputBuffer.Depth);
        }

        Assert.All(applied.Values, static count => Assert.Equal(1, count));
        Assert.All(applied.Keys, tick => Assert.Contains(tick, taken));
    }

    public static TheoryData<int> Seeds()
    {
        var seeds = new TheoryData<int>();
        for (var seed = 1; seed <= 100; seed++)
            seeds.Add(seed);

        return seeds;
    }

    private static InputBuffer Begin(uint at)
    {
        var buffer = new InputBuffer(TickRate);
        buffer.Begin(new Tick(at));
        return buffer;
    }

    private static PlayerCommand Command(uint tick, sbyte move) => new(new Tick(tick), move, 0, default, Buttons.None);

    private static int[] Take(InputBuffer buffer, int ticks) => Take(buffer, ticks, out _);

    private static int[] Take(InputBuffer buffer, int ticks, out Buttons[] buttons)
    {
        var moves = new int[ticks];
        buttons = new Buttons[ticks];
        for (var tick = 0; tick < ticks; tick++)
        {
            buffer.TakeNext(out var command);
            moves[tick] = command.MoveX;
            buttons[tick] = command.Buttons;
        }

        return moves;
    }
}
