using System.Reflection;
using Ecs.DebugView.Frames;
using Ecs.DebugView.History;
using Ecs.Simulation.Events;
using Ecs.Simulation.Numerics;
using Ecs.Simulation.Values;
using Ecs.Simulation.Views;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.DebugView.History;

[Collection(AloneLane.Name)]
public sealed class FrameHistoryTests(ITestOutputHelper output)
{
    private readonly Frame _frame = new();
    private readonly Frame _read = new();

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 40)]
    [InlineData(3, 300)]
    public void Every_frame_comes_back_as_it_was_from_anywhere(int seed, int entities)
    {
        var frames = new RandomFrames(seed, entities);
        var history = new FrameHistory(500);
        var kept = new List<Frame>();
        for (var i = 0; i < 400; i++)
        {
            frames.Next(_frame);
            history.Add(_frame);
            var copy = new Frame();
            copy.CopyFrom(_frame);
            kept.Add(copy);
        }

        Assert.Equal((400, kept[0].Number, kept[^1].Number), (history.Count, history.Oldest, history.Newest));
        foreach (var expected in kept)
            AssertReads(history, expected, expected.Number);
        var random = new Random(seed);
        for (var i = 0; i < 300; i++)
        {
            var place = random.Next(kept.Count);
            AssertReads(history, kept[place], kept[place].Number);
            AssertReads(history, kept[place], kept[place].Number);
            if (place + 1 < kept.Count)
                AssertReads(history, kept[place], kept[place + 1].Number - 1);
        }
    }

    /// <summary>A server elsewhere sends every second tick, or fewer.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(12)]
    public void What_flies_on_costs_nothing_however_many_ticks_lie_between_two_frames(int step)
    {
        const int Flying = 200;
        var (encoder, decoder) = (new FrameEncoder(), new FrameDecoder());
        for (var frame = 0; frame < 20; frame++)
        {
            var tick = 1_000_000u + (uint)(frame * step);
            _frame.Clear();
            _frame.Number = tick;
            _frame.View.Tick = new Tick(tick);
            for (var number = 1; number <= Flying; number++)
            {
                var (velocity, start) = (new Fixed(number * 7), Fixed.FromInt(number));
                _frame.View.Add(new EntityState { Id = new EntityId((ulong)number), X = start + (velocity * frame * step), Y = start, VelocityX = velocity });
            }

            var bytes = encoder.Encode(_frame, isWhole: frame == 0);
            decoder.Decode(bytes, isWhole: frame == 0, _read);
            RandomFrames.AssertEqual(_frame, _read);
            Assert.True(frame == 0 || bytes.Length < Flying / 4, $"{bytes.Length} bytes for {Flying} that fly on");
        }
    }

    [Fact]
    public void Reading_while_writing_disturbs_neither()
    {
        var frames = new RandomFrames(5, 50);
        var history = new FrameHistory(60);
        var kept = new Dictionary<long, Frame>();
        var random = new Random(5);
        for (var i = 0; i < 600; i++)
        {
            frames.Next(_frame);
            history.Add(_frame);
            kept[_frame.Number] = new Frame();
            kept[_frame.Number].CopyFrom(_frame);
            long[] there = [.. kept.Keys.Where(number => number >= history.Oldest)];
            var wanted = there[random.Next(there.Length)];
            AssertReads(history, kept[wanted], wanted);
            AssertReads(history, kept[history.Newest], history.Newest);
        }
    }

    [Fact]
    public void The_past_is_forgotten_in_groups_and_never_too_much()
    {
        var frames = new RandomFrames(6, 10);
        var history = new FrameHistory(100);
        for (var i = 0; i < 1000; i++)
        {
            frames.Next(_frame);
            history.Add(_frame);
            Assert.InRange(history.Count, Math.Min(i + 1, 100), 100 + (2 * FrameHistory.GroupLength));
            Assert.False(history.TryRead(history.Oldest - 1, _read));
            Assert.True(history.TryRead(history.Oldest, _read));
        }
    }

    [Fact]
    public void An_empty_history_has_nothing_to_read()
    {
        var history = new FrameHistory(10);

        Assert.Equal((0, 0, 0), (history.Count, history.Oldest, history.Newest));
        Assert.False(history.TryRead(long.MaxValue, _read));
    }

    [Fact]
    public void Bytes_are_a_limit_too()
    {
        const long Limit = 4 << 20;
        var frames = new RandomFrames(7, 2000, turning: 1);
        var history = new FrameHistory(10_000, Limit);
        for (var i = 0; i < 1000; i++)
        {
            frames.Next(_frame);
            history.Add(_frame);
            Assert.InRange(history.BytesHeld, 1, Limit);
        }

        Assert.InRange(history.Count, FrameHistory.GroupLength, 400);
        Assert.True(history.TryRead(history.Oldest, _read));
        Assert.True(history.TryRead(_frame.Number, _read));
        RandomFrames.AssertEqual(_frame, _read);
    }

    [Fact]
    public void A_frame_larger_than_a_page_is_kept_and_forgotten_like_others()
    {
        var large = new RandomFrames(8, 60_000, turning: 0, birthsPerTick: 0);
        var history = new FrameHistory(1, long.MaxValue);
        for (var i = 0; i < 3 * FrameHistory.GroupLength; i++)
        {
            large.Next(_frame);
            history.Add(_frame);
            AssertReads(history, _frame, _frame.Number);
        }

        Assert.InRange(history.BytesHeld, FramePages.PageBytes, 12 << 20);
    }

    [Fact]
    public void A_minute_of_5000_entities_that_all_turn_takes_less_than_256_mebibytes()
    {
        const int Ticks = 3600;
        const int Entities = 5000;
        var frames = new RandomFrames(9, Entities, turning: 1, birthsPerTick: 20);
        var history = new FrameHistory(Ticks);
        for (var i = 0; i < Ticks; i++)
        {
            frames.Next(_frame);
            history.Add(_frame);
        }

        var each = history.BytesHeld / (double)history.Count / Entities;
        output.WriteLine($"{history.BytesHeld / 1048576.0:F1} MiB for {history.Count} frames of {Entities} entities: {each:F2} bytes each");
        Assert.Equal(Ticks, history.Count);
        Assert.InRange(history.BytesHeld, 1, FrameHistory.DefaultByteLimit);
        AssertReads(history, _frame, _frame.Number);
    }

    [Fact]
    public void Adding_for_longer_than_a_history_allocates_nothing()
    {
        var frames = new RandomFrames(10, 200);
        var history = new FrameHistory(120);
        Frame[] ready = [.. Enumerable.Range(0, 200).Select(_ => new Frame())];
        foreach (var frame in ready)
            frames.Next(frame);

        Allocations.AssertNoneOnceWarm(
            meter =>
            {
                foreach (var frame in ready)
                {
                    frame.Number += ready[^1].Number;
                    meter.Start();
                    history.Add(frame);
                    meter.Stop();
                }
            },
            windows: 20);
    }

    [Fact]
    public void What_a_player_is_said_to_be_is_all_kept()
    {
        string[] kept =
        [
            nameof(FramePlayer.Slot), nameof(FramePlayer.Avatar), nameof(FramePlayer.Name), nameof(FramePlayer.IsBot),
            nameof(FramePlayer.RoundTripMilliseconds), nameof(FramePlayer.LossPerMille), nameof(FramePlayer.BytesOut), nameof(FramePlayer.Acknowledged),
            nameof(FramePlayer.Held),
        ];
        string[] stored = ["Slot", "Avatar", "Name", "IsBot", "RoundTripMilliseconds", "LossPerMille", "BytesOut", "Acknowledged", "Held"];

        Assert.Equal(kept.Order(), typeof(FramePlayer).GetProperties().Select(property => property.Name).Order());
        Assert.Equal(stored.Order(), typeof(PlayerRecord).GetFields(BindingFlags.Public | BindingFlags.Instance).Select(field => field.Name).Order());
    }

    [Fact]
    public void Structs_fit_the_bits_that_tell_their_changed_words()
    {
        Assert.True(WordDelta.Fits<EntityState>());
        Assert.True(WordDelta.Fits<FrameFigures>());
        Assert.True(WordDelta.Fits<PlayerRecord>());
        Assert.True(WordDelta.Fits<WorldEvent>());
    }

    private void AssertReads(FrameHistory history, Frame expected, long number)
    {
        Assert.True(history.TryRead(number, _read));
        RandomFrames.AssertEqual(expected, _read);
    }
}
