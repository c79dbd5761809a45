using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;
using LiteNetLib.Layers;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class MtuTests
{
    [Theory]
    [InlineData(true, true, 1432, 1432)]
    [InlineData(true, false, 1404, 1024)]
    [InlineData(false, false, 1024, 1024)]
    public void Discovery_climbs_as_far_as_the_other_side_helps(bool isClientDiscovering, bool isServerDiscovering, int clientMtu, int serverMtu)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.MtuDiscovery = isServerDiscovering);
        NetHost client = net.AddClient(manager => manager.MtuDiscovery = isClientDiscovering);
        net.Connect(client, server);

        net.Run(10_000);

        Assert.Equal(clientMtu, client.Peer.Mtu);
        Assert.Equal(serverMtu, server.Peer.Mtu);
        client.Peer.Send(new byte[clientMtu - 1], DeliveryMethod.Unreliable);
        client.Peer.Send(new byte[5_000], DeliveryMethod.ReliableOrdered);
        net.Run(200);
        Assert.Equal([clientMtu - 1, 5_000], server.Messages.Select(m => m.Data.Length).Order());
    }

    [Fact]
    public void Discovery_works_on_a_later_connection_of_the_same_pair_too()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.MtuDiscovery = true);
        client.Peer.Disconnect();
        net.Run(100);
        NetPeer again = net.Connect(client, server);
        Assert.Equal(1, again.Number);

        net.Run(10_000);

        Assert.Equal(1432, again.Mtu);
    }

    [Fact]
    public void Path_that_swallows_large_datagrams_stops_discovery_below()
    {
        var net = new VirtualNet();
        net.Wire.Tap = (_, _, datagram) => datagram.Length <= 1_200;
        (_, NetHost client) = net.Pair(manager => manager.MtuDiscovery = true);

        net.Run(20_000);

        Assert.Equal(1164, client.Peer.Mtu);
    }

    [Fact]
    public void Layer_takes_its_bytes_from_every_size()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.MtuDiscovery = true, new Crc32cLayer());
        NetHost client = net.AddClient(manager => manager.MtuDiscovery = true, new Crc32cLayer());
        int longest = 0;
        net.Wire.Tap = (_, _, datagram) =>
        {
            longest = Math.Max(longest, datagram.Length);
            return true;
        };
        net.Connect(client, server);
        Assert.Equal(1020, client.Peer.Mtu);

        net.Run(10_000);

        Assert.Equal(1428, client.Peer.Mtu);
        Assert.Equal(1432, longest);
    }

    /// <summary>A link of 576 bytes works when the application says so; nothing longer than 548 bytes of payload leaves.</summary>
    [Fact]
    public void Fixed_small_size_carries_everything_over_a_narrow_link()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager =>
        {
            manager.MtuOverride = 548;
            manager.MtuDiscovery = true;
        });
        net.Wire.Tap = (_, _, datagram) => datagram.Length <= 548;

        client.Peer.Send(new byte[20_000], DeliveryMethod.ReliableOrdered);
        for (int i = 0; i < 30; i++)
        {
            client.Peer.Send(new byte[100], DeliveryMethod.ReliableUnordered);
            client.Peer.Send(new byte[547], DeliveryMethod.Unreliable);
        }

        net.Run(5_000);

        Assert.Equal(61, server.Messages.Count);
        Assert.Equal(548, client.Peer.Mtu);
    }

    [Theory]
    [InlineData("0a00040000+1015*00+00040000", true)]
    [InlineData("0a8c040000+1155*00+8c040000", true)]
    [InlineData("0a8c040000+1155*00+8d040000", false)]
    [InlineData("0a8c040000+1154*00+8c040000", false)]
    [InlineData("0a10000000+8*00+0d000000", false)]
    [InlineData("0a", false)]
    public void Probe_is_echoed_when_it_is_whole(string hex, bool isEchoed)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        var raw = new RawPeer(net, 60_000, server.EndPoint);
        raw.Connect();
        byte[] probe = CaptureScript.Bytes(hex);

        string[] answers = raw.Ask(probe);

        probe[0]++;
        Assert.Equal(isEchoed ? [Convert.ToHexStringLower(probe)] : [], answers);
    }
}
