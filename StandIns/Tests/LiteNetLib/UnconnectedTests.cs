using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class UnconnectedTests
{
    [Fact]
    public void Messages_without_a_connection_arrive_where_they_are_enabled()
    {
        var net = new VirtualNet();
        NetHost a = net.AddServer(manager => manager.UnconnectedMessagesEnabled = true);
        NetHost b = net.AddClient();

        Assert.True(b.Manager.SendUnconnectedMessage([1, 2], a.EndPoint));
        Assert.True(a.Manager.SendUnconnectedMessage([3], b.EndPoint));
        net.Run(60);

        (System.Net.IPEndPoint from, byte[] data, UnconnectedMessageType type) = Assert.Single(a.Unconnected);
        Assert.Equal(b.EndPoint, from);
        Assert.Equal([1, 2], data);
        Assert.Equal(UnconnectedMessageType.BasicMessage, type);
        Assert.Empty(b.Unconnected);
        Assert.Equal(1, b.Manager.Drops[DropCause.UnconnectedDisabled]);
        Assert.Throws<TooBigPacketException>(() => a.Manager.SendUnconnectedMessage(new byte[1432], b.EndPoint));
    }

    [Fact]
    public void Broadcasts_arrive_where_they_are_enabled()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.BroadcastReceiveEnabled = true);
        var raw = new RawPeer(net, 60_000, server.EndPoint);

        Assert.Empty(raw.Ask("0c eeef"));

        Assert.Equal(UnconnectedMessageType.Broadcast, Assert.Single(server.Unconnected).Type);
    }
}
