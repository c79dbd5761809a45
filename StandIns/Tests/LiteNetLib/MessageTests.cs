using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class MessageTests
{
    [Theory]
    [InlineData(DeliveryMethod.Unreliable)]
    [InlineData(DeliveryMethod.Sequenced)]
    [InlineData(DeliveryMethod.ReliableOrdered)]
    [InlineData(DeliveryMethod.ReliableUnordered)]
    [InlineData(DeliveryMethod.ReliableSequenced)]
    public void Messages_of_each_method_arrive_with_their_channel(DeliveryMethod method)
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.ChannelsCount = 4);

        for (byte i = 0; i < 100; i++)
        {
            client.Peer.Send([i, 1, 2], 3, method);
            net.Run(15);
        }

        net.Run(60);

        Assert.Equal(100, server.Messages.Count);
        for (int i = 0; i < 100; i++)
        {
            Assert.Equal([(byte)i, 1, 2], server.Messages[i].Data);
            Assert.Equal(method, server.Messages[i].Method);
            Assert.Equal(method == DeliveryMethod.Unreliable ? 0 : 3, server.Messages[i].Channel);
        }
    }

    [Theory]
    [InlineData(DeliveryMethod.ReliableOrdered, 200_000)]
    [InlineData(DeliveryMethod.ReliableUnordered, 200_000)]
    [InlineData(DeliveryMethod.ReliableOrdered, 1021)]
    public void Large_message_from_the_server_arrives_whole(DeliveryMethod method, int size)
    {
        var net = new VirtualNet();
        net.Wire.Faults = new WireFaults { Loss = 0.1, MaxDelay = 30 };
        (NetHost server, NetHost client) = net.Pair();
        byte[] map = new byte[size];
        new Random(5).NextBytes(map);

        server.Peer.SendWithDeliveryEvent(map, method, "map");
        Assert.True(net.RunUntil(() => server.Deliveries.Count > 0, 60_000));

        Assert.Equal(map, Assert.Single(client.Messages).Data);
        Assert.Equal("map", Assert.Single(server.Deliveries).UserData);
    }

    [Fact]
    public void Empty_messages_of_every_method_arrive()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();

        foreach (DeliveryMethod method in Enum.GetValues<DeliveryMethod>())
        {
            client.Peer.Send([], method);
            client.Peer.Send([7], method);
        }

        net.Run(100);

        Assert.Equal(10, server.Messages.Count);
        Assert.Equal(5, server.Messages.Count(m => m.Data.Length == 0));
    }

    [Fact]
    public void Too_large_an_unreliable_message_throws_and_one_to_a_dead_peer_does_nothing()
    {
        var net = new VirtualNet();
        (_, NetHost client) = net.Pair();

        Assert.Throws<TooBigPacketException>(() => client.Peer.Send(new byte[1024], DeliveryMethod.Unreliable));
        Assert.Throws<TooBigPacketException>(() => client.Peer.Send(new byte[1021], DeliveryMethod.Sequenced));
        Assert.Equal(1023, client.Peer.GetMaxSinglePacketSize(DeliveryMethod.Unreliable));
        client.Peer.Send(new byte[1023], DeliveryMethod.Unreliable);

        client.Peer.Disconnect();
        client.Peer.Send(new byte[5000], DeliveryMethod.Unreliable);
    }

    [Fact]
    public void Delivery_events_come_once_per_message_that_asked()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();

        for (int i = 0; i < 10; i++)
        {
            client.Peer.SendWithDeliveryEvent([(byte)i], DeliveryMethod.ReliableOrdered, i);
        }

        client.Peer.Send([99], DeliveryMethod.ReliableOrdered);
        client.Peer.SendWithDeliveryEvent([1], DeliveryMethod.ReliableSequenced, "last");
        net.Run(100);

        Assert.Equal(Enumerable.Range(0, 10).Cast<object>().Append("last"), client.Deliveries.Select(d => d.UserData));
        Assert.Equal(12, server.Messages.Count);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Readers_go_back_once_however_often_they_are_given_back(bool isAutomatic)
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.AutoRecycle = isAutomatic);
        server.OnMessage = (_, reader, _, _) =>
        {
            byte[] data = reader.GetRemainingBytes();
            Assert.Equal([5, 6], data);
            if (!isAutomatic)
            {
                reader.Recycle();
                reader.Recycle();
                Assert.True(reader.IsNull);
                return;
            }

            reader.Recycle();
            Assert.False(reader.IsNull);
        };
        for (int i = 0; i < 20; i++)
        {
            client.Peer.Send([5, 6], DeliveryMethod.Unreliable);
            client.Peer.Send([5, 6], DeliveryMethod.ReliableOrdered);
            client.Peer.Send([5, 6], DeliveryMethod.ReliableOrdered);
            net.Run(30);
        }

        Assert.Equal(60, server.Messages.Count);
        Assert.InRange(server.Manager.Pool.Outstanding, 0, 1);
    }

    [Fact]
    public void All_sixty_four_channels_carry_every_method_apart()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager =>
        {
            manager.ChannelsCount = 64;
            manager.MaxPacketPerManualReceive = 0;
        });
        DeliveryMethod[] methods = [DeliveryMethod.ReliableOrdered, DeliveryMethod.ReliableUnordered, DeliveryMethod.Sequenced, DeliveryMethod.ReliableSequenced];
        for (byte channel = 0; channel < 64; channel++)
        {
            foreach (DeliveryMethod method in methods)
            {
                client.Peer.Send([channel, (byte)method], channel, method);
            }
        }

        net.Run(300);

        Assert.Equal(256, server.Messages.Count);
        Assert.All(server.Messages, m => Assert.Equal([m.Channel, (byte)m.Method], m.Data));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Peer.Send([1], 64, DeliveryMethod.Sequenced));
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Manager.ChannelsCount = 65);
        Assert.Throws<ArgumentOutOfRangeException>(() => client.Manager.ChannelsCount = 0);
    }

    [Fact]
    public void Pooled_packet_is_sent_like_any_message()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.ChannelsCount = 2);
        foreach (DeliveryMethod method in Enum.GetValues<DeliveryMethod>())
        {
            PooledPacket packet = client.Peer.CreatePacketFromPool(method, 1);
            packet.Data[packet.UserDataOffset] = 42;
            Assert.Equal(client.Peer.GetMaxSinglePacketSize(method), packet.MaxUserDataSize);
            client.Peer.SendPooledPacket(packet, 1);
        }

        net.Run(100);
        Assert.Equal(5, server.Messages.Count);
        Assert.All(server.Messages, m => Assert.Equal("2a", m.Hex));
    }
}
