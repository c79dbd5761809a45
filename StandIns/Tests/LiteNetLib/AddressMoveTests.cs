using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class AddressMoveTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Client_behind_a_new_port_goes_on_where_moving_is_allowed(bool isVersion1)
    {
        (VirtualNet net, NetHost server, NetHost client) = Moved(true, isVersion1);

        client.Peer.Send([7], DeliveryMethod.ReliableOrdered);
        net.Run(2_000);

        Assert.Equal("07", Assert.Single(server.Messages).Hex);
        Assert.Equal(client.EndPoint.Port, Assert.Single(server.Moves).Previous.Port);
        Assert.Equal(client.EndPoint.Port + 1_000, server.Peer.Port);
        Assert.Empty(server.Disconnected);
        Assert.Empty(client.Disconnected);
    }

    [Fact]
    public void Client_behind_a_new_port_is_told_that_nobody_knows_it_where_moving_is_not_allowed()
    {
        (VirtualNet net, NetHost server, NetHost client) = Moved(false, false);

        client.Peer.Send([7], DeliveryMethod.ReliableOrdered);
        net.Run(200);

        Assert.Equal(DisconnectReason.PeerNotFound, Assert.Single(client.Disconnected).Reason);
        Assert.Empty(server.Messages);
    }

    [Fact]
    public void Two_bytes_alone_do_not_end_a_connection()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();

        net.Wire.Inject(server.EndPoint, client.EndPoint, [0x0F, 1]);
        net.Run(60);

        Assert.Empty(client.Disconnected);
        Assert.Equal(1, client.Manager.Drops[DropCause.WrongHandshake]);
    }

    [Theory]
    [InlineData("0f d346c78e6c47df08 00 01 07000000")]
    [InlineData("0f d446c78e6c47df08 00 01 00000000")]
    [InlineData("0f d346c78e6c47df08 01 01 00000000")]
    [InlineData("0f d346c78e6c47df08 00 00 00000000")]
    [InlineData("0f d346c78e6c47df08 00 01 ffffffff")]
    [InlineData("0f d346c78e6c47df08 00 01 000000")]
    public void Wrong_proof_moves_nobody_and_is_refused_in_two_bytes(string proof)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.AllowPeerAddressChange = true);
        new RawPeer(net, 60_000, server.EndPoint).Connect();
        var thief = new RawPeer(net, 60_001, server.EndPoint);

        Assert.Equal(["0f01"], thief.Ask(proof));
        Assert.Empty(server.Moves);
    }

    [Theory]
    [InlineData("0f")]
    [InlineData("0f01")]
    [InlineData("0f0102")]
    [InlineData("10")]
    [InlineData("07d346c78e6c47df08000000000000")]
    public void What_two_servers_might_throw_at_each_other_for_ever_is_not_answered_for_ever(string hex)
    {
        var net = new VirtualNet();
        NetHost a = net.AddServer();
        NetHost b = net.AddClient();
        net.Wire.Inject(a.EndPoint, b.EndPoint, Convert.FromHexString(hex));

        net.Run(1_000);

        Assert.InRange(net.Wire.Delivered, 1, 2);
    }

    private static (VirtualNet Net, NetHost Server, NetHost Client) Moved(bool isAllowed, bool isVersion1)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer(manager => manager.AllowPeerAddressChange = isAllowed);
        NetHost client = net.AddClient(manager => manager.Limits.ConnectAsVersion1 = isVersion1);
        net.Connect(client, server);
        net.Run(100);
        net.Wire.MovePort(client.EndPoint.Port, client.EndPoint.Port + 1_000);
        return (net, server, client);
    }
}
