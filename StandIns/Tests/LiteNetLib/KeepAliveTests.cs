using Ecs.StandIns.Tests.LiteNetLib.Support;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class KeepAliveTests
{
    [Fact]
    public void Pings_keep_being_answered_after_their_numbers_are_used_up()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();
        const int Pings = 70_000;

        net.Run(Pings * 1_000.0, 250);

        Assert.Empty(client.Disconnected);
        Assert.Empty(server.Disconnected);
        Assert.InRange(client.Latencies.Count, Pings - 20, Pings);
        Assert.InRange(server.Latencies.Count, Pings - 20, Pings);
    }

    /// <summary>The original compares 16-bit ping numbers with a 15-bit rule; a peer with that rule must go on hearing newer pings from us.</summary>
    [Fact]
    public void Our_pings_stay_newer_by_the_rule_of_the_original_too()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        var raw = new RawPeer(net, 60_000, server.EndPoint);
        raw.Connect();
        server.Peer.SetPingNumbers(65_530, 0);
        int last = 65_530;
        ushort ping = 0;
        for (int i = 0; i < 40; i++)
        {
            raw.StayAlive(1_000, ref ping);
            foreach (byte[] datagram in raw.Take().Where(d => d.Length == 3 && d[0] == 4))
            {
                int number = datagram[1] | (datagram[2] << 8);
                Assert.True(((number - last + 49_152) % 32_768) - 16_384 > 0, $"{number} after {last}");
                last = number;
            }
        }

        Assert.InRange(last, 32_768 + 20, 32_768 + 40);
    }

    [Fact]
    public void Wrapped_ping_is_answered()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        var raw = new RawPeer(net, 60_000, server.EndPoint);
        raw.Connect();
        server.Peer.SetPingNumbers(1, 65_534);

        Assert.Single(raw.Ask("04 ffff"));
        Assert.Single(raw.Ask("04 0000"));
        Assert.Single(raw.Ask("04 0100"));
        Assert.Empty(raw.Ask("04 ffff"));
    }
}
