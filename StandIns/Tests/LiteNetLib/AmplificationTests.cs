using System.Net;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>What a stranger can make us send: at most one reply, at most as many bytes as it sent, and a bounded number per second.</summary>
public sealed class AmplificationTests
{
    [Theory]
    [InlineData(ConnectCookies.Always)]
    [InlineData(ConnectCookies.WhenFlooded)]
    [InlineData(ConnectCookies.Never)]
    public void No_datagram_of_a_stranger_is_answered_with_more_than_itself(ConnectCookies cookies)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager =>
        {
            manager.Limits.Cookies = cookies;
            manager.Limits.StrangerRepliesPerSecond = int.MaxValue;
            manager.Limits.PendingRequests = int.MaxValue;
            manager.AllowPeerAddressChange = true;
        });
        server.OnRequest = _ => { };
        var random = new Random(2);
        int replies = 0;
        int replyBytes = 0;
        net.Wire.Tap = (from, _, datagram) =>
        {
            replies++;
            replyBytes += datagram.Length;
            return false;
        };
        for (int i = 0; i < 32_000; i++)
        {
            byte[] datagram = i % 4 == 0 ? RawPeer.Request(type: (byte)(5 + (i % 8 / 4))) : new byte[random.Next(1, 60)];
            if (i % 4 != 0)
            {
                random.NextBytes(datagram);
                datagram[0] = (byte)((datagram[0] & 0xE0) | (i % 32));
            }

            (replies, replyBytes) = (0, 0);
            net.Wire.Inject(new IPEndPoint(IPAddress.Loopback, 1_024 + i), server.EndPoint, datagram);
            net.Wire.Deliver();
            server.Manager.PollEvents();

            Assert.True(replies <= 1 && replyBytes <= datagram.Length, $"{Convert.ToHexStringLower(datagram)}: {replies} replies, {replyBytes} bytes");
        }
    }

    [Fact]
    public void Replies_to_strangers_are_bounded_per_second_whatever_comes_in()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager =>
        {
            manager.Limits.StrangerRepliesPerSecond = 100;
            manager.MaxPacketPerManualReceive = 0;
        });
        int replies = 0;
        net.Wire.Tap = (_, _, _) =>
        {
            replies++;
            return false;
        };

        for (int step = 0; step < 200; step++)
        {
            for (int i = 0; i < 750; i++)
            {
                net.Wire.Inject(new IPEndPoint(IPAddress.Loopback, 1_024 + i), server.EndPoint, [0x00, 1]);
            }

            net.Run(15);
        }

        Assert.InRange(replies, 300, 410);
        Assert.True(server.Manager.Drops[DropCause.StrangerReplyLimit] > 140_000);
    }

    [Fact]
    public void Connected_peers_pass_while_strangers_shout()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.MaxPacketPerManualReceive = 0);
        NetPeer peer = server.Peer;
        for (int step = 0; step < 100; step++)
        {
            for (int i = 0; i < 300; i++)
            {
                net.Wire.Inject(new IPEndPoint(IPAddress.Parse("10.0.0.1"), 1_024 + i), server.EndPoint, RawPeer.Request(step));
            }

            client.Peer.Send([(byte)step], DeliveryMethod.Unreliable);
            peer.Send([(byte)step], DeliveryMethod.Unreliable);
            net.Run(15);
        }

        net.Run(60);
        Assert.Equal(100, server.Messages.Count);
        Assert.Equal(100, client.Messages.Count);
    }
}
