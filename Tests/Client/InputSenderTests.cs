using Ecs.Client.Inputs;
using Ecs.Protocol;
using Ecs.Protocol.Inputs;
using Ecs.Simulation.Inputs;
using Ecs.Simulation.Values;

namespace Ecs.Tests.Client;

public class InputSenderTests
{
    private readonly InputSender _sender = new();
    private readonly PlayerCommand[] _read = new PlayerCommand[Limits.CommandsPerInput];

    [Fact]
    public void Every_packet_repeats_all_unconfirmed_commands_newest_first()
    {
        Add(10, 11, 12);
        Assert.Equal([12, 11, 10], Pack());
        _sender.Confirm(new(11));
        Add(13);
        Assert.Equal([13, 12], Pack());
    }

    [Fact]
    public void When_everything_is_confirmed_there_is_nothing_to_send()
    {
        Assert.False(_sender.TryPack(default, out _));
        Add(10, 11);
        _sender.Confirm(new(11));
        Assert.False(_sender.TryPack(default, out _));
        _sender.Confirm(new(50));
        Assert.Equal(0, _sender.Unconfirmed.Length);
    }

    [Fact]
    public void A_packet_carries_at_most_48_and_drops_the_oldest()
    {
        for (uint tick = 1; tick <= 60; tick++)
            Add(tick);

        var ticks = Pack();
        Assert.Equal(Limits.CommandsPerInput, ticks.Length);
        Assert.Equal((60u, 13u), (ticks[0], ticks[^1]));
        Assert.Equal(12, _sender.GivenUp);
    }

    [Fact]
    public void Commands_beyond_a_gap_are_not_mixed_with_those_before_it()
    {
        Add(10, 11, 20);
        Assert.Equal([20], Pack());
        Add(5);
        Assert.Equal([5], Pack());
    }

    [Fact]
    public void Ticks_that_wrap_are_confirmed_in_their_order()
    {
        Add(uint.MaxValue - 1, uint.MaxValue, 0, 1);
        _sender.Confirm(new(uint.MaxValue));
        Assert.Equal([1, 0], Pack());
    }

    [Fact]
    public void The_packet_acknowledges_the_newest_snapshot()
    {
        Add(10);
        Assert.True(_sender.TryPack(new(77), out var input));
        Assert.True(InputBody.TryRead(input.Body.Span, out var newest, _read, out _));
        Assert.Equal(new Tick(77), newest);
    }

    private void Add(params ReadOnlySpan<uint> ticks)
    {
        foreach (var tick in ticks)
            _sender.Add(new(new(tick), 1, 2, default, default));
    }

    private uint[] Pack()
    {
        Assert.True(_sender.TryPack(default, out var input));
        Assert.True(InputBody.TryRead(input.Body.Span, out _, _read, out var count));
        return [.. _read[..count].Select(command => command.Tick.Value)];
    }
}
