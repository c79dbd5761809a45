using System.Runtime.InteropServices;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Faults.Relay;

/// <summary>The relay does what its line says: whatever else the runs show depends on it.</summary>
public sealed class RelayWireTests
{
    private const int Sent = 4_000;

    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(1);

    private readonly RelayCounts _counts = new();
    private readonly List<(int Number, TimeSpan At, byte[] Bytes)> _arrived = [];

    [Fact]
    public void Perfect_line_hands_over_everything_at_once_and_in_order()
    {
        Run(RelayLine.Perfect);

        Assert.Equal(Enumerable.Range(0, Sent), _arrived.Select(static item => item.Number));
        Assert.All(_arrived, static item => Assert.Equal(SentAt(item.Number), item.At));
    }

    [Fact]
    public void Share_that_is_lost_or_doubled_is_the_lines()
    {
        Run(With(new() { Loss = 0.25, Duplicate = 0.5 }));

        Assert.InRange(_counts.Lost, Sent * 0.22, Sent * 0.28);
        Assert.InRange(_counts.Doubled, (Sent - _counts.Lost) * 0.46, (Sent - _counts.Lost) * 0.54);
        Assert.Equal(Sent - _counts.Lost + _counts.Doubled, _arrived.Count);
    }

    [Fact]
    public void Delay_and_jitter_lie_within_their_bounds_and_overtaking_is_counted()
    {
        Run(With(new() { Delay = TimeSpan.FromMilliseconds(40), Jitter = TimeSpan.FromMilliseconds(20) }));

        Assert.Equal(Sent, _arrived.Count);
        Assert.All(_arrived, static item => Assert.InRange(item.At - SentAt(item.Number), TimeSpan.FromMilliseconds(40), TimeSpan.FromMilliseconds(61)));
        Assert.InRange(_counts.Overtaken, Sent / 2, Sent);
    }

    [Fact]
    public void Datagram_that_is_held_back_is_overtaken()
    {
        Run(With(new() { Reorder = 0.1 }));

        Assert.Equal(Sent, _arrived.Count);
        Assert.InRange(_counts.Overtaken, Sent * 0.08, Sent * 0.12);
    }

    [Fact]
    public void Line_of_limited_rate_queues_and_then_drops()
    {
        // 100 bytes each millisecond are twice what the line carries.
        Run(With(new() { BytesPerSecond = 50_000, QueueTime = TimeSpan.FromMilliseconds(250) }));

        Assert.InRange(_arrived.Count, Sent * 0.5, (Sent * 0.5) + 130);
        Assert.Equal(Sent, _arrived.Count + _counts.Lost);
        Assert.All(_arrived, static item => Assert.InRange(item.At - SentAt(item.Number), TimeSpan.Zero, TimeSpan.FromMilliseconds(251)));
    }

    [Fact]
    public void Too_long_a_datagram_vanishes_and_one_of_the_limit_does_not()
    {
        Run(RelayLine.Perfect with { SizeLimit = 100 });
        Assert.Equal(Sent, _arrived.Count);

        Run(RelayLine.Perfect with { SizeLimit = 99 });
        Assert.Equal(Sent, _arrived.Count);
        Assert.Equal(Sent, _counts.TooLong);
    }

    [Fact]
    public void Exactly_one_bit_of_a_damaged_datagram_is_flipped()
    {
        Run(With(new() { Corrupt = 0.2 }));

        var flipped = _arrived.Sum(static item => item.Bytes.Zip(Datagram(item.Number), static (left, right) => (long)byte.PopCount((byte)(left ^ right))).Sum());
        Assert.Equal(_counts.Flipped, flipped);
        Assert.InRange(flipped, Sent * 0.17, Sent * 0.23);
    }

    [Fact]
    public void Nothing_passes_a_line_that_is_cut()
    {
        Run(RelayLine.Perfect with { IsCut = true });

        Assert.Empty(_arrived);
        Assert.Equal(Sent, _counts.Lost);
    }

    private static RelayLine With(LinkConditions conditions) => new() { Conditions = conditions };

    private static TimeSpan SentAt(int number) => Interval * number;

    private static byte[] Datagram(int number)
    {
        var bytes = new byte[100];
        MemoryMarshal.Cast<byte, int>(bytes.AsSpan()).Fill(number);
        return bytes;
    }

    private void Run(RelayLine line)
    {
        var wire = new RelayWire(new Random(5), _counts) { Line = line };
        for (var turn = 0; turn < Sent + 500; turn++)
        {
            var now = Interval * turn;
            if (turn < Sent)
                wire.Take(Datagram(turn), now);
            while (wire.TryDeliver(now, out var datagram, out _))
                _arrived.Add((NumberOf(datagram), now, datagram.ToArray()));
        }

        Assert.Equal(0, wire.Waiting);
    }

    /// <summary>Which one it was; a flipped bit spoils one of its numbers.</summary>
    private static int NumberOf(ReadOnlySpan<byte> datagram)
    {
        var numbers = MemoryMarshal.Cast<byte, int>(datagram);
        return numbers[0] == numbers[1] || numbers[0] == numbers[2] ? numbers[0] : numbers[1];
    }
}
