using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class QueueLimitTests
{
    [Fact]
    public void Peer_that_never_acknowledges_is_dropped_when_its_queue_is_full()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.Limits.ReliableQueuePackets = 100);
        var raw = new RawPeer(net, 60_000, server.EndPoint);
        raw.Connect();

        for (int i = 0; i < 300; i++)
        {
            server.Peer.Send(new byte[1_000], DeliveryMethod.ReliableOrdered);
            net.Run(5, 5);
        }

        Assert.Equal(DisconnectReason.Timeout, Assert.Single(server.Disconnected).Reason);
        Assert.Equal(1, server.Manager.Drops[DropCause.ReliableQueueFull]);
        Assert.InRange(server.Manager.Pool.Outstanding, 0, 4);
    }

    [Fact]
    public void Unreliable_messages_beyond_the_bound_of_one_update_are_dropped_and_counted()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager =>
        {
            manager.Limits.UnreliableQueuePackets = 50;
            manager.MaxPacketPerManualReceive = 0;
        });

        for (int i = 0; i < 80; i++)
        {
            client.Peer.Send([(byte)i], DeliveryMethod.Unreliable);
            client.Peer.Send([(byte)i], DeliveryMethod.Sequenced);
        }

        net.Run(60);
        Assert.Equal(100, server.Messages.Count);
        Assert.Equal(60, client.Manager.Drops[DropCause.SendQueueFull]);
    }

    [Fact]
    public void Reliable_queue_is_counted_in_packets_and_empties()
    {
        var net = new VirtualNet();
        (_, NetHost client) = net.Pair();
        for (int i = 0; i < 200; i++)
        {
            client.Peer.Send(new byte[900], DeliveryMethod.ReliableOrdered);
        }

        Assert.Equal(200, client.Peer.GetPacketsCountInReliableQueue(0, true));
        Assert.Equal(0, client.Peer.GetPacketsCountInReliableQueue(false));
        net.Run(15);
        Assert.Equal(136, client.Peer.GetPacketsCountInReliableQueue(true));
        net.Run(2_000);
        Assert.Equal(0, client.Peer.GetPacketsCountInReliableQueue(true));
    }

    [Fact]
    public void Datagrams_per_poll_are_bounded_and_the_rest_comes_with_the_next()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.MaxPacketPerManualReceive = 10);
        var raw = new RawPeer(net, 60_000, server.EndPoint);
        raw.Connect();
        for (int i = 0; i < 25; i++)
        {
            raw.Send(0, (byte)i);
        }

        var counts = new List<int>();
        for (int i = 0; i < 4; i++)
        {
            net.Run(15);
            counts.Add(server.Messages.Count);
        }

        Assert.Equal([10, 20, 25, 25], counts);
    }

    [Fact]
    public void Statistics_count_datagrams_bytes_and_gaps()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.EnableStatistics = true);
        client.Manager.Statistics.Reset();
        client.Peer.Statistics.Reset();
        server.Peer.Statistics.Reset();

        client.Peer.Send([1, 2, 3], DeliveryMethod.Unreliable);
        net.Run(60);
        Assert.Equal(4, client.Manager.Statistics.BytesSent);
        Assert.Equal(4, client.Peer.Statistics.BytesSent);
        Assert.Equal(1, client.Peer.Statistics.PacketsSent);
        Assert.Equal(4, server.Peer.Statistics.BytesReceived);

        int dropped = 0;
        net.Wire.Tap = (_, _, _) => ++dropped > 3;
        for (int i = 0; i < 5; i++)
        {
            client.Peer.Send([1], DeliveryMethod.Sequenced);
            net.Run(15);
        }

        Assert.Equal(3, server.Peer.Statistics.PacketLoss);
        server.Manager.Statistics.Reset();
        Assert.Equal(0, server.Manager.Statistics.PacketsReceived);
    }
}
