using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

public sealed class ConnectionTests
{
    [Fact]
    public void Client_with_the_right_key_connects_and_both_sides_hear_of_it()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        server.OnRequest = request => request.AcceptIfKey("KEY");
        NetHost client = net.AddClient();

        NetPeer peer = client.Manager.Connect(server.EndPoint, "KEY");
        net.Run(60);

        Assert.Equal(ConnectionState.Connected, peer.ConnectionState);
        Assert.Same(peer, Assert.Single(client.Connected));
        Assert.Equal(client.EndPoint.Port, Assert.Single(server.Connected).Port);
        Assert.Equal(1, server.Manager.ConnectedPeersCount);
        Assert.Equal(server.Peer.Id, peer.RemoteId);
        Assert.Equal(peer.Id, server.Peer.RemoteId);
    }

    [Fact]
    public void Client_with_a_wrong_key_is_rejected()
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        server.OnRequest = request => request.AcceptIfKey("OTHER");
        NetHost client = net.AddClient();

        client.Manager.Connect(server.EndPoint, "KEY");
        net.Run(60);

        Assert.Equal(DisconnectReason.ConnectionRejected, Assert.Single(client.Disconnected).Reason);
        Assert.Empty(server.Connected);
        Assert.Empty(server.Disconnected);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Rejection_carries_its_data(bool isForced)
    {
        var net = new VirtualNet();
        NetHost server = net.AddServer();
        server.OnRequest = request => request.Reject([0xD0, 0xD1], 0, 2, isForced);
        NetHost client = net.AddClient();

        client.Manager.Connect(server.EndPoint, "KEY");
        net.Run(60);

        Assert.Equal([0xD0, 0xD1], Assert.Single(client.Disconnected).Data);
        Assert.Equal(isForced ? 0 : 1, server.Manager.GetPeersCount(ConnectionState.Any | ConnectionState.Disconnected));
    }

    [Fact]
    public void Nobody_at_the_address_ends_in_connection_failed_after_all_attempts()
    {
        var net = new VirtualNet();
        NetHost client = net.AddClient(manager => manager.MaxConnectAttempts = 2);
        int requests = 0;
        net.Wire.Tap = (_, _, datagram) =>
        {
            requests++;
            return false;
        };

        client.Manager.Connect("127.0.0.1", 1, "KEY");
        net.Run(2_000);

        Assert.Equal(3, requests);
        Assert.Equal(DisconnectReason.ConnectionFailed, Assert.Single(client.Disconnected).Reason);
    }

    [Fact]
    public void Disconnect_with_data_reaches_the_other_side()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();

        client.Peer.Disconnect([0xAA, 0xBB, 0xCC]);
        net.Run(60);

        Assert.Equal(DisconnectReason.DisconnectPeerCalled, Assert.Single(client.Disconnected).Reason);
        (_, DisconnectReason reason, byte[]? data) = Assert.Single(server.Disconnected);
        Assert.Equal(DisconnectReason.RemoteConnectionClose, reason);
        Assert.Equal([0xAA, 0xBB, 0xCC], data);
        Assert.Equal(0, server.Manager.ConnectedPeersCount);
    }

    [Fact]
    public void Silent_peer_times_out_and_is_forgotten()
    {
        var net = new VirtualNet();
        (NetHost server, _) = net.Pair();
        net.Wire.Tap = (_, _, _) => false;

        net.Run(5_100);
        Assert.Equal(DisconnectReason.Timeout, Assert.Single(server.Disconnected).Reason);
        net.Run(5_100);
        Assert.Equal(0, server.Manager.GetPeersCount(ConnectionState.Any | ConnectionState.Disconnected));
    }

    [Fact]
    public void Idle_connection_lives_by_its_pings_and_measures_the_round_trip()
    {
        var net = new VirtualNet();
        net.Wire.Faults = new WireFaults { MinDelay = 50, MaxDelay = 50 };
        (NetHost server, NetHost client) = net.Pair();

        net.Run(20_000, 5);

        Assert.Empty(server.Disconnected);
        Assert.Empty(client.Disconnected);
        Assert.InRange(client.Peer.RoundTripTime, 100, 115);
        Assert.InRange(client.Peer.Ping, 50, 58);
        Assert.True(client.Latencies.Count >= 18);
        Assert.InRange(client.Peer.RemoteTimeDelta, -TimeSpan.TicksPerMillisecond * 10, TimeSpan.TicksPerMillisecond * 10);
    }

    [Fact]
    public void Stopping_server_says_goodbye_to_everybody()
    {
        var net = new VirtualNet();
        (NetHost server, NetHost client) = net.Pair();

        server.Manager.Stop();
        net.Run(60);

        Assert.Equal(DisconnectReason.RemoteConnectionClose, Assert.Single(client.Disconnected).Reason);
        Assert.False(server.Manager.IsRunning);
        Assert.True(server.Manager.StartInManualMode(VirtualNet.ServerPort));
    }

    /// <summary>One direction cut for three seconds: nothing is lost that was promised, and it arrives within a second of the end.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Cut_of_one_direction_shorter_than_the_timeout_is_survived(bool isClientCut)
    {
        var net = new VirtualNet();
        net.Wire.Faults = new WireFaults { MinDelay = 20, MaxDelay = 30 };
        (NetHost server, NetHost client) = net.Pair();
        net.Run(2_000);
        net.Wire.Tap = (from, _, _) => from.Port == VirtualNet.ServerPort == isClientCut;
        for (int i = 0; i < 200; i++)
        {
            client.Peer.Send([(byte)i], DeliveryMethod.ReliableOrdered);
            server.Peer.Send([(byte)i], DeliveryMethod.ReliableOrdered);
            net.Run(15);
        }

        net.Wire.Tap = null;
        Assert.True(net.RunUntil(() => server.Messages.Count == 200 && client.Messages.Count == 200, 3_000));
        Assert.Empty(client.Disconnected);
        Assert.Empty(server.Disconnected);
    }
}
