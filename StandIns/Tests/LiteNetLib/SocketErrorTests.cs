using System.Net;
using System.Net.Sockets;
using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class SocketErrorTests
{
    [Theory]
    [InlineData(SocketError.NoBufferSpaceAvailable, DropCause.SocketBufferFull, 0)]
    [InlineData(SocketError.MessageSize, DropCause.SocketMessageTooLong, 0)]
    [InlineData(SocketError.HostUnreachable, DropCause.Unreachable, 0)]
    [InlineData(SocketError.ConnectionRefused, DropCause.Unreachable, 0)]
    [InlineData(SocketError.AccessDenied, DropCause.SocketError, 1)]
    public void One_peers_send_error_is_loss_for_it_and_nothing_for_the_others(SocketError error, DropCause cause, int reported)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        NetHost bad = net.AddClient();
        NetHost good = net.AddClient();
        net.Connect(bad, server);
        NetPeer badPeer = server.Peer;
        net.Connect(good, server);
        NetPeer goodPeer = server.Peer;
        net.Wire.SendErrors[bad.EndPoint.Port] = error;

        badPeer.Send([1], DeliveryMethod.Unreliable);
        goodPeer.Send([2], DeliveryMethod.Unreliable);
        net.Run(60);

        Assert.Empty(bad.Messages);
        Assert.Equal("02", Assert.Single(good.Messages).Hex);
        Assert.Equal(1, server.Manager.Drops[cause]);
        Assert.Equal(reported, server.Errors.Count);
        Assert.Empty(server.Disconnected);

        net.Wire.SendErrors.Clear();
        badPeer.Send([3], DeliveryMethod.ReliableOrdered);
        net.Run(60);
        Assert.Equal("03", Assert.Single(bad.Messages).Hex);
    }

    [Theory]
    [InlineData(SocketError.HostUnreachable, DisconnectReason.HostUnreachable)]
    [InlineData(SocketError.NetworkUnreachable, DisconnectReason.NetworkUnreachable)]
    public void Unreachable_peer_is_dropped_where_that_is_wanted(SocketError error, DisconnectReason reason)
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair(manager => manager.DisconnectOnUnreachable = true);
        net.Wire.SendErrors[client.EndPoint.Port] = error;

        server.Peer.Send([1], DeliveryMethod.Unreliable);
        net.Run(60);

        Assert.Equal(reason, Assert.Single(server.Disconnected).Reason);
    }

    [Fact]
    public void Receive_errors_are_counted_and_the_next_datagram_is_taken()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();
        net.Wire.ReceiveErrors[VirtualNet.ServerPort] = SocketError.ConnectionReset;

        client.Peer.Send([1], DeliveryMethod.Unreliable);
        net.Run(60);

        Assert.Equal("01", Assert.Single(server.Messages).Hex);
        Assert.Equal(1, server.Manager.Drops[DropCause.Unreachable]);
    }

    [Fact]
    public void Port_in_use_is_a_false_and_not_an_exception()
    {
        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var manager = new NetManager(new EventBasedNetListener());

        Assert.False(manager.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, ((IPEndPoint)taken.LocalEndPoint!).Port));
        Assert.False(manager.IsRunning);
        Assert.True(manager.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
        Assert.NotEqual(0, manager.LocalPort);
        manager.Stop();
    }
}
