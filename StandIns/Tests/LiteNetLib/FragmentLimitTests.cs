using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class FragmentLimitTests
{
    private const int Limit = 64 * 1024;

    [Fact]
    public void Thousand_peers_with_unfinished_messages_hold_their_bound_each_and_nothing_after_the_life_of_a_fragment()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager =>
        {
            manager.Limits.FragmentLifeMilliseconds = 2_000;
            manager.Limits.Cookies = ConnectCookies.Never;
            manager.MaxPacketPerManualReceive = 0;
        });
        var attackers = new List<RawPeer>();
        for (int i = 0; i < 1_000; i++)
        {
            var attacker = new RawPeer(net, 10_000 + i, server.EndPoint);
            attacker.Send(RawPeer.Request());
            attackers.Add(attacker);
        }

        net.Run(30);
        Assert.Equal(1_000, server.Manager.ConnectedPeersCount);
        byte[] part = new byte[1024];
        foreach (RawPeer attacker in attackers)
        {
            // First parts of ever new messages, on both reliable channels, and a claim of 65,535 parts.
            for (int i = 0; i < 128; i++)
            {
                part[0] = 0x81;
                part[1] = (byte)(i / 2);
                part[3] = (byte)(i % 2 == 0 ? 0 : 2);
                part[4] = (byte)i;
                part[8] = i % 7 == 0 ? (byte)255 : (byte)2;
                part[9] = i % 7 == 0 ? (byte)255 : (byte)0;
                attacker.Send(part);
            }
        }

        net.Run(15);
        long held = Memory(server);
        Assert.InRange(held, 1_000L * 16 * 1024, 1_000L * Limit);
        Assert.All(server.Manager, peer => Assert.InRange(peer.Fragments.Memory, 0, Limit));
        Assert.True(server.Manager.Drops[DropCause.FragmentMemory] > 0);
        Assert.True(server.Manager.Drops[DropCause.FragmentedMessageTooLarge] > 0);

        for (int i = 0; i < 3; i++)
        {
            attackers.ForEach(a => a.Send(4, (byte)(i + 2), 0));
            net.Run(1_000);
        }

        Assert.Equal(1_000, server.Manager.ConnectedPeersCount);
        Assert.Equal(0, Memory(server));
    }

    [Fact]
    public void Fragments_are_freed_with_their_peer()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        var raw = new RawPeer(net, 60_000, server.EndPoint);
        raw.Connect();
        raw.Ask("81 0000 02 0100 0000 0200 a1");
        NetPeer peer = server.Peer;
        Assert.True(peer.Fragments.Memory > 0);

        raw.Ask($"08{RawPeer.TimeHex()}");

        Assert.Equal(0, peer.Fragments.Memory);
    }

    [Fact]
    public void Message_beyond_the_limit_is_dropped_and_the_channel_lives_on()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();

        client.Peer.Send(new byte[200_000], DeliveryMethod.ReliableOrdered);
        client.Peer.Send([1], DeliveryMethod.ReliableOrdered);
        client.Peer.Send(new byte[60_000], DeliveryMethod.ReliableOrdered);
        net.Run(3_000);

        Assert.Equal([1, 60_000], server.Messages.Select(m => m.Data.Length));
        Assert.True(server.Manager.Drops[DropCause.FragmentedMessageTooLarge] > 0);
    }

    [Fact]
    public void Raised_limit_lets_a_client_send_as_much()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.Limits.FragmentBytesPerAcceptedPeer = 2 * 1024 * 1024);

        client.Peer.Send(new byte[500_000], DeliveryMethod.ReliableOrdered);
        client.Peer.Send(new byte[500_000], DeliveryMethod.ReliableUnordered);
        net.Run(10_000);

        Assert.Equal([500_000, 500_000], server.Messages.Select(m => m.Data.Length));
    }

    /// <summary>Many messages at once on several channels, more than the bound holds: what does not fit waits at the sender.</summary>
    [Fact]
    public void Honest_crowd_of_fragmented_messages_gets_through_a_tight_bound_on_a_bad_network()
    {
        var net = new VirtualNet(9);
        net.Wire.Faults = new WireFaults { Loss = 0.15, MaxDelay = 60 };
        (NetHost server, NetHost client) = net.Pair();
        for (int i = 0; i < 60; i++)
        {
            client.Peer.Send(WireMessage.Build(i, 0, DeliveryMethod.ReliableUnordered, 1_500), DeliveryMethod.ReliableUnordered);
            client.Peer.Send(WireMessage.Build(i, 0, DeliveryMethod.ReliableOrdered, 9_000), DeliveryMethod.ReliableOrdered);
        }

        Assert.True(net.RunUntil(() => server.Messages.Count == 120, 300_000));
        Assert.All(server.Messages, m => Assert.True(WireMessage.Check(m.Data, m.Channel, m.Method) >= 0));
        Assert.Equal(120, server.Messages.Select(m => m.Hex).Distinct().Count());
    }

    [Fact]
    public void Packets_held_for_a_missing_one_are_bounded_and_come_again()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.Limits.HeldBytesPerPeer = 10 * 1432);
        bool isFirstLost = false;
        net.Wire.Tap = (from, _, datagram) => isFirstLost || from.Port == VirtualNet.ServerPort || !(isFirstLost = datagram.Length > 900);
        for (int i = 0; i < 60; i++)
        {
            client.Peer.Send(WireMessage.Build(i, 0, DeliveryMethod.ReliableOrdered, 1_000), DeliveryMethod.ReliableOrdered);
        }

        net.Run(3_000);

        Assert.Equal(Enumerable.Range(0, 60), server.Messages.Select(m => WireMessage.Check(m.Data, m.Channel, m.Method)));
        Assert.True(server.Manager.Drops[DropCause.HeldMemory] > 40);
    }

    private static long Memory(NetHost server)
    {
        long sum = 0;
        foreach (NetPeer peer in server.Manager)
        {
            sum += peer.Fragments.Memory;
        }

        return sum;
    }
}
