using Ecs.Protocol;
using Ecs.Server.Doors.Native.Carriers;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Native.Web;

/// <summary>What waits for a browser that is slow, and for how long.</summary>
[Collection(AloneLane.Name)]
public sealed class WebCarrierTests
{
    [Fact]
    public void Frames_are_a_byte_for_the_lane_and_one_message_control_first()
    {
        using var rig = new CarrierRig();
        rig.Peer.Send(Lane.Stream, [7]);
        rig.Peer.Send(Lane.Control, [1, 2]);
        rig.Peer.Send(Lane.Control, [3]);
        rig.Turn();

        rig.TurnUntil(() => rig.Socket.Sent.Count == 3);

        Assert.Equal(["000102", "0003", "0107"], rig.Socket.Sent.Select(Convert.ToHexString));
        Assert.Equal((3, 7), (rig.Peer.Traffic.PacketsOut, rig.Peer.Traffic.BytesOut));
    }

    [Fact]
    public void What_a_client_says_is_heard_in_order_on_its_lane()
    {
        using var rig = new CarrierRig();
        rig.Socket.Say(0, 1, 2);
        rig.Socket.Say(1, 3);
        rig.Socket.Say(9, 4);
        rig.Socket.Say();
        rig.Socket.Say(0);

        rig.TurnUntil(() => rig.Heard.Count == 5);

        Assert.Equal(["Control 0102", "Stream 03", "Control ", "Control ", "Control "], rig.Heard);
    }

    [Fact]
    public void A_flood_is_heard_a_tick_at_a_time_and_its_rest_stays_in_the_socket()
    {
        using var rig = new CarrierRig();
        for (var count = 0; count < 10_000; count++)
            rig.Socket.Say([0, .. new byte[99]]);
        SpinWait.SpinUntil(() => false, TimeSpan.FromMilliseconds(50));

        rig.Turn();

        Assert.InRange(rig.Heard.Count, 0, 40);
        rig.TurnUntil(() => rig.Heard.Count == 10_000);
    }

    [Fact]
    public void A_slow_reader_gets_every_control_message_and_the_newest_snapshot_only()
    {
        using var rig = new CarrierRig();
        rig.Socket.Hold();
        rig.Peer.Send(Lane.Stream, [0]);
        rig.TurnUntil(() => rig.Socket.Sent.Count == 1);
        for (byte tick = 1; tick <= 5; tick++)
        {
            rig.Peer.Send(Lane.Control, [tick]);
            rig.Peer.Send(Lane.Stream, [tick, 1]);
            rig.Peer.Send(Lane.Stream, [tick, 2]);
            rig.Turn();
        }

        rig.Socket.Release();
        rig.TurnUntil(() => rig.Socket.Sent.Count == 8);

        Assert.Equal(["0100", "0001", "0002", "0003", "0004", "0005", "010501", "010502"], rig.Socket.Sent.Select(Convert.ToHexString));
        Assert.Equal(8, rig.Peer.Traffic.PacketsLost);
    }

    [Fact]
    public void A_client_that_takes_nothing_for_five_seconds_is_gone()
    {
        using var rig = new CarrierRig();
        rig.Socket.Hold();
        rig.Peer.Send(Lane.Control, [0]);
        rig.TurnUntil(() => rig.Socket.Sent.Count == 1);
        rig.Peer.Send(Lane.Control, [1]);
        rig.Pass(4.5);
        Assert.Null(rig.End);

        rig.Pass(1);
        rig.TurnUntil(() => rig.End is not null);

        Assert.Equal(Reason.ConnectionLost, rig.End);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.QueueFull));
        Assert.Equal(0, rig.Carrier.PeerCount);
    }

    [Fact]
    public void A_client_for_which_more_than_256_KiB_wait_is_gone()
    {
        using var rig = new CarrierRig();
        rig.Socket.Hold();
        for (var count = 0; count < 300; count++)
            rig.Peer.Send(Lane.Control, new byte[1_000]);

        rig.TurnUntil(() => rig.End is not null);

        Assert.Equal(Reason.ConnectionLost, rig.End);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.QueueFull));
    }

    [Fact]
    public void A_client_that_answers_no_ping_is_gone_though_it_talks()
    {
        using var rig = new CarrierRig();
        for (var second = 0; second < 12 && rig.End is null; second++)
        {
            rig.Socket.Say(0, 1);
            rig.TurnUntil(() => rig.Heard.Count > second || rig.End is not null);
            rig.Pass(1);
        }

        rig.TurnUntil(() => rig.End is not null);
        Assert.Equal(Reason.ConnectionLost, rig.End);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.Timeout));
    }

    [Fact]
    public void Whoever_answers_a_ping_has_what_was_sent_before_it()
    {
        using var rig = new CarrierRig();
        var delivery = new Delivery();
        rig.Peer.Send([5], delivery);
        rig.Pass(1.1);
        rig.TurnUntil(() => rig.Socket.Sent.Count == 2);
        var ping = rig.Socket.Sent.Last();
        rig.Socket.Say(2, 99, 99, 99, 99);
        rig.Socket.Say(0, 1);
        rig.TurnUntil(() => rig.Heard.Count == 1);
        var tooEarly = delivery.IsDone;

        rig.Socket.Say(ping);
        rig.TurnUntil(() => delivery.IsDone);

        Assert.False(tooEarly);
        Assert.Equal((5, 2), (ping.Length, ping[0]));
        Assert.Equal(["Control 01"], rig.Heard);
    }

    [Fact]
    public void The_last_word_comes_behind_all_others_and_then_the_end()
    {
        using var rig = new CarrierRig();
        rig.Socket.Hold();
        rig.Peer.Send(Lane.Control, [1]);
        rig.TurnUntil(() => rig.Socket.Sent.Count == 1);
        rig.Peer.Send(Lane.Control, [2]);
        rig.Peer.Close([3]);
        rig.Peer.Send(Lane.Control, [4]);
        rig.Peer.Close([5]);
        rig.Turn();
        Assert.Equal(1, rig.Carrier.PeerCount);

        rig.Socket.Release();
        rig.TurnUntil(() => rig.Carrier.PeerCount == 0);

        Assert.Equal(["0001", "0002", "0003", Convert.ToHexString("close"u8)], rig.Socket.Sent.Select(Convert.ToHexString));
        Assert.Null(rig.End);
    }

    [Fact]
    public void A_warm_tick_allocates_nothing()
    {
        using var rig = new CarrierRig(keeps: false) { Keeps = false };
        var message = new byte[600];
        Allocations.AssertNoneOnceWarm(
            meter =>
            {
                for (var tick = 0; tick < 50; tick++)
                {
                    rig.Socket.Say([1, .. new byte[40]]);
                    meter.Start();
                    rig.Carrier.Receive(TimeSpan.Zero, rig);
                    rig.Peer.Send(Lane.Control, message.AsSpan(0, 30));
                    rig.Peer.Send(Lane.Stream, message);
                    rig.Carrier.Update(TimeSpan.Zero);
                    meter.Stop();
                }
            },
            windows: 3);
        Assert.Null(rig.End);
    }
}
