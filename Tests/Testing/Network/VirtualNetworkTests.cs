using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;

namespace Ecs.Tests.Testing.Network;

public sealed class VirtualNetworkTests
{
    private static readonly TimeSpan Millisecond = TimeSpan.FromMilliseconds(1);

    private static readonly LinkConditions Bad = new()
    {
        Delay = 50 * Millisecond,
        Jitter = 20 * Millisecond,
        Loss = 0.1,
        Duplicate = 0.05,
        Reorder = 0.05,
    };

    [Fact]
    public void Same_seed_gives_the_same_arrivals_and_another_one_others()
    {
        var first = Arrivals(seed: 5, Lane.Stream, Bad);

        Assert.Equal(first, Arrivals(seed: 5, Lane.Stream, Bad));
        Assert.NotEqual(first, Arrivals(seed: 6, Lane.Stream, Bad));
    }

    [Fact]
    public void Stream_loses_doubles_and_reorders_as_often_as_asked()
    {
        var arrivals = Arrivals(seed: 1, Lane.Stream, Bad).ConvertAll(static arrival => arrival.Number);

        var lost = 10_000 - arrivals.Distinct().Count();
        var doubled = arrivals.Count - arrivals.Distinct().Count();
        var overtaken = arrivals.Zip(arrivals.Skip(1)).Count(static pair => pair.First > pair.Second);
        Assert.InRange(lost, 800, 1200);
        Assert.InRange(doubled, 350, 550);
        Assert.True(overtaken > 300);
    }

    [Fact]
    public void Control_keeps_everything_in_order_and_a_loss_only_delays()
    {
        var arrivals = Arrivals(seed: 1, Lane.Control, Bad);

        Assert.Equal(Enumerable.Range(0, 10_000), arrivals.Select(static arrival => arrival.Number));
        Assert.True(arrivals.Max(static arrival => arrival.Took) > TimeSpan.FromMilliseconds(150));
    }

    [Fact]
    public void Nothing_is_earlier_than_the_delay_or_later_than_delay_and_jitter_and_hold()
    {
        var arrivals = Arrivals(seed: 3, Lane.Stream, Bad);

        Assert.All(arrivals, static arrival => Assert.InRange(
            arrival.Took,
            Bad.Delay,
            Bad.Delay + Bad.Jitter + Bad.HoldBack + Millisecond));
    }

    [Fact]
    public void Narrow_line_carries_its_rate_and_loses_the_rest()
    {
        // 10,000 messages of 4 bytes in 10 s through 2,000 bytes a second.
        var arrivals = Arrivals(seed: 1, Lane.Stream, new LinkConditions { BytesPerSecond = 2000 });

        Assert.InRange(arrivals.Count, 5000, 5200);
        Assert.True(arrivals.TrueForAll(static arrival => arrival.Took <= TimeSpan.FromMilliseconds(260)));
    }

    [Fact]
    public void Cut_line_carries_nothing_until_it_is_healed()
    {
        var time = new ManualTime();
        var carrier = new MemoryCarrier(new VirtualNetwork(1, time));
        var socket = carrier.Connect();
        var listener = new Listener();
        carrier.Receive(Millisecond, listener);
        socket.Up.IsCut = true;
        socket.Send(Lane.Stream, [1]);
        carrier.Receive(Millisecond, listener);
        Assert.Empty(listener.Heard);

        socket.Up.IsCut = false;
        socket.Send(Lane.Stream, [2]);
        carrier.Receive(Millisecond, listener);
        Assert.Equal([2], Assert.Single(listener.Heard));
    }

    private static List<(int Number, TimeSpan Took)> Arrivals(int seed, Lane lane, LinkConditions conditions)
    {
        var time = new ManualTime();
        var carrier = new MemoryCarrier(new VirtualNetwork(seed, time));
        var socket = carrier.Connect(conditions with { Loss = 0, BytesPerSecond = 0 });
        var listener = new Listener();
        for (var tick = 0; tick < 200; tick++)
        {
            time.Advance(Millisecond);
            carrier.Receive(Millisecond, listener);
        }

        socket.Up.Conditions = conditions;
        var arrivals = new List<(int, TimeSpan)>();
        for (var number = 0; number < 11_000; number++)
        {
            if (number < 10_000)
                socket.Send(lane, BitConverter.GetBytes(number));

            time.Advance(Millisecond);
            carrier.Receive(Millisecond, listener);
            foreach (var bytes in listener.Heard)
            {
                var sent = BitConverter.ToInt32(bytes);
                arrivals.Add((sent, (number + 1 - sent) * Millisecond));
            }

            listener.Heard.Clear();
        }

        return arrivals;
    }

    private sealed class Listener : IPeerListener
    {
        public List<byte[]> Heard { get; } = [];

        public Reason Judge(string connectKey) => Reason.None;

        public void OnConnected(Peer peer)
        {
            // Only what arrives matters here.
        }

        public void OnMessage(Peer peer, Lane lane, ReadOnlyMemory<byte> message) => Heard.Add(message.ToArray());

        public void OnDisconnected(Peer peer, Reason reason)
        {
            // See above.
        }
    }
}
