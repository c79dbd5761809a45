using Ecs.StandIns.Tests.LiteNetLib.Support;
using LiteNetLib;

namespace Ecs.StandIns.Tests.LiteNetLib;

/// <summary>What a server does with connection requests, row by row of the protocol's tables.</summary>
public sealed class RequestTests
{
    private readonly VirtualNet _net = new();
    private readonly NetHost _server;
    private readonly RawPeer _raw;

    public RequestTests()
    {
        _server = _net.AddServer();
        _raw = new RawPeer(_net, 60_000, _server.EndPoint);
    }

    [Fact]
    public void Repeated_request_of_a_connected_peer_gets_the_same_accept_again()
    {
        string accept = _raw.Connect();

        Assert.Equal($"07{RawPeer.TimeHex()}000000000000", accept);
        Assert.Equal([accept], _raw.Ask(RawPeer.Request()));
        Assert.Single(_server.Connected);
    }

    [Fact]
    public void Client_that_still_asks_is_alive()
    {
        for (int i = 0; i < 20; i++)
        {
            _raw.Ask(RawPeer.Request());
            _net.Run(485);
        }

        Assert.Empty(_server.Disconnected);
        Assert.Single(_server.Connected);
    }

    [Fact]
    public void Newer_request_of_a_connected_peer_replaces_the_connection_under_the_next_number()
    {
        _raw.Connect();

        string accept = _raw.Connect(1);

        Assert.Equal($"07{RawPeer.TimeHex(1)}010000000000", accept);
        Assert.Equal(DisconnectReason.Reconnect, Assert.Single(_server.Disconnected).Reason);
        Assert.Equal(2, _server.Connected.Count);
        Assert.Equal(1, _server.Manager.ConnectedPeersCount);
    }

    [Fact]
    public void Older_request_of_a_connected_peer_is_ignored()
    {
        _raw.Connect();

        Assert.Empty(_raw.Ask(RawPeer.Request(-1)));
        Assert.Single(_server.Connected);
        Assert.Equal(1, _server.Manager.Drops[DropCause.WrongHandshake]);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(5, true)]
    public void Request_to_a_lingering_peer_counts_when_it_is_not_older(int delta, bool isTaken)
    {
        _raw.Connect();
        _raw.Ask($"08{RawPeer.TimeHex()}");
        Assert.Single(_server.Disconnected);

        string[] answer = _raw.Ask(RawPeer.Request(delta));

        Assert.Equal(isTaken ? [$"07{RawPeer.TimeHex(delta)}010000000000"] : [], answer);
    }

    [Fact]
    public void Connection_numbers_go_round_over_reconnects()
    {
        var numbers = new List<int>();
        for (int i = 0; i < 10; i++)
        {
            string accept = _raw.Connect(i, i % 4);
            numbers.Add(Convert.FromHexString(accept)[9]);
            string goodbye = $"{(0x08 | (numbers[^1] << 5)):x2}{RawPeer.TimeHex(i)}";
            Assert.Equal(["0e"], _raw.Ask(goodbye));
        }

        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0, 1], numbers);
        Assert.Equal(10, _server.Disconnected.Count);
    }

    [Fact]
    public void Our_client_cycles_its_numbers_too()
    {
        NetHost client = _net.AddClient();
        var numbers = new List<int>();
        for (int i = 0; i < 9; i++)
        {
            NetPeer peer = _net.Connect(client, _server);
            numbers.Add(peer.Number);
            peer.Send([1], DeliveryMethod.ReliableOrdered);
            _net.Run(60);
            peer.Disconnect();
            _net.Run(60);
        }

        Assert.Equal([0, 1, 2, 3, 0, 1, 2, 3, 0], numbers);
        Assert.Equal(9, _server.Messages.Count);
    }

    [Fact]
    public void Wrong_protocol_number_is_refused_in_one_byte()
    {
        byte[] request = RawPeer.Request();
        request[1] = 12;

        Assert.Equal(["10"], _raw.Ask(request));
        Assert.Empty(_server.Requests);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(17)]
    [InlineData(255)]
    public void Impossible_address_blob_makes_the_request_ignored(byte size)
    {
        byte[] request = RawPeer.Request();
        request[17] = size;

        Assert.Empty(_raw.Ask(request));
        Assert.Equal(1, _server.Manager.Drops[DropCause.BadRequest]);
    }

    [Fact]
    public void Blob_that_runs_past_the_end_makes_the_request_ignored()
    {
        byte[] request = RawPeer.Request()[..30];

        Assert.Empty(_raw.Ask(request));
        Assert.Equal(1, _server.Manager.Drops[DropCause.BadRequest]);
    }

    [Fact]
    public void Old_line_request_is_told_from_the_first_datagram_and_answered_in_its_numbers()
    {
        Assert.Equal($"06{RawPeer.TimeHex()}000000000000", _raw.Connect(type: 5));
        Assert.Equal(["02000002010000000000000000"], _raw.Ask("01 0000 02 4142"));
        Assert.Equal("4142", Assert.Single(_server.Messages).Hex);
    }

    [Fact]
    public void Pending_request_is_asked_once_and_a_newer_one_replaces_it()
    {
        ConnectionRequest? kept = null;
        _server.OnRequest = request => kept = request;
        _raw.Ask(RawPeer.Request());
        _raw.Ask(RawPeer.Request());
        _raw.Ask(RawPeer.Request(7));
        _raw.Ask(RawPeer.Request(3));

        Assert.Single(_server.Requests);
        NetPeer peer = kept!.Accept();
        Assert.NotNull(peer);
        Assert.Equal([$"07{RawPeer.TimeHex(7)}000000000000"], _raw.Hear(15));
        Assert.Null(kept.Accept());
    }

    [Fact]
    public void Refusal_is_repeated_until_confirmed_but_never_more_bytes_than_were_received()
    {
        _server.OnRequest = request => request.Reject([1, 2, 3]);
        byte[] request = RawPeer.Request();
        _raw.Send(request);

        string[] refusals = _raw.Hear(4_000);

        Assert.Equal(request.Length / 12, refusals.Length);
        Assert.All(refusals, r => Assert.Equal($"08{RawPeer.TimeHex()}010203", r));
    }

    [Fact]
    public void Confirmed_refusal_is_not_repeated()
    {
        _server.OnRequest = request => request.Reject([1]);
        Assert.Equal([$"08{RawPeer.TimeHex()}01"], _raw.Ask(RawPeer.Request()));
        Assert.Empty(_raw.Ask("0e"));
        Assert.Empty(_raw.Hear(4_000));
    }

    [Fact]
    public void Forced_refusal_without_data_sends_nothing_and_keeps_nothing()
    {
        _server.OnRequest = request => request.RejectForce();

        Assert.Empty(_raw.Ask(RawPeer.Request()));
        Assert.Equal(0, _server.Manager.GetPeersCount(ConnectionState.Any | ConnectionState.Disconnected));
    }

    [Fact]
    public void Earlier_of_two_that_dial_each_other_wins()
    {
        NetHost a = _net.AddClient();
        NetHost b = _net.AddClient();
        bool isFirstLost = false;
        _net.Wire.Tap = (from, _, _) => isFirstLost || !(isFirstLost = from.Port == a.EndPoint.Port);

        a.Manager.Connect(b.EndPoint, "KEY");
        _net.Run(60);
        b.Manager.Connect(a.EndPoint, "KEY");
        _net.Run(1_500);

        Assert.Equal(DisconnectReason.PeerToPeerConnection, Assert.Single(b.Disconnected).Reason);
        Assert.Empty(a.Disconnected);
        Assert.Equal(ConnectionState.Connected, a.Peer.ConnectionState);
        Assert.Equal(ConnectionState.Connected, b.Peer.ConnectionState);
        a.Peer.Send([1], DeliveryMethod.ReliableOrdered);
        b.Peer.Send([2], DeliveryMethod.ReliableOrdered);
        _net.Run(60);
        Assert.Equal("02", Assert.Single(a.Messages).Hex);
        Assert.Equal("01", Assert.Single(b.Messages).Hex);
    }

    [Fact]
    public void Two_that_dial_each_other_at_the_same_instant_still_end_with_one_connection()
    {
        _net.Wire.Faults = new WireFaults { MinDelay = 20, MaxDelay = 20 };
        NetHost a = _net.AddClient();
        NetHost b = _net.AddClient();

        a.Manager.Connect(b.EndPoint, "KEY");
        b.Manager.Connect(a.EndPoint, "KEY");
        _net.Run(3_000);

        Assert.Equal(1, a.Manager.ConnectedPeersCount);
        Assert.Equal(1, b.Manager.ConnectedPeersCount);
        Assert.Equal(1, a.Disconnected.Count + b.Disconnected.Count);
    }

    [Fact]
    public void Unanswered_requests_are_bounded_and_forgotten()
    {
        _server.Manager.Limits.PendingRequests = 10;
        _server.Manager.Limits.Cookies = ConnectCookies.Never;
        _server.OnRequest = _ => { };
        for (int i = 0; i < 30; i++)
        {
            _net.Wire.Inject(new(System.Net.IPAddress.Loopback, 61_000 + i), _server.EndPoint, RawPeer.Request());
        }

        _net.Run(15);
        Assert.Equal(10, _server.Requests.Count);
        Assert.Equal(20, _server.Manager.Drops[DropCause.PendingRequestsFull]);

        _net.Run(17_000, 1_000);
        Assert.Equal(0, _server.Manager.PendingCount);
        Assert.Equal(10, _server.Manager.Drops[DropCause.PendingRequestExpired]);
        Assert.Null(_server.Requests[0].Accept());
    }
}
