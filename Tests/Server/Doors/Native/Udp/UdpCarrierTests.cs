using System.Net;
using System.Net.Sockets;
using Ecs.Protocol;
using Ecs.Protocol.LiteNet;
using Ecs.Protocol.Messages;
using Ecs.Server;
using Ecs.Server.Base;
using Ecs.Server.Doors.Native.Sessions;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using LiteNetLib;
using LiteNetLib.Utils;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>The UDP carrier over real loopback sockets, both ends driven by the test's own loop.</summary>
[Collection(SocketLane.Name)]
public sealed class UdpCarrierTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(15);

    private readonly ServerMetrics _metrics = new();
    private readonly GameServer _server;
    private readonly UdpCarrier _carrier;
    private readonly List<NetManager> _clients = [];

    public UdpCarrierTests()
    {
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out _));
        _carrier = carrier;
        _server.OpenNativeDoor(carrier, new NativeOptions { ConnectionLimit = 3 });
    }

    public void Dispose()
    {
        _clients.ForEach(static client => client.Stop(false));
        _server.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void Client_of_the_library_connects_enters_and_hears_snapshots()
    {
        var client = new Dialer(this);
        client.Send(new RequestAuth(Limits.Version, "ana", ""));
        client.Send(new RequestEnter("", PlayerRole.Player));

        RunUntil(() => client.Heard.Contains(MessageId.SnapshotPart));

        Assert.Equal(1, _server.Rooms.All[0].World.PlayerCount);
        Assert.StartsWith("127.0.0.1:", _server.Names.Find("ana")!.Address, StringComparison.Ordinal);
        Assert.True(_metrics.PacketsIn > 0 && _metrics.BytesOut > 0);
    }

    [Theory]
    [InlineData("ecs/")]
    [InlineData("")]
    [InlineData("something that is much longer than any key that we would ever use")]
    public void Wrong_connect_data_is_rejected_with_a_farewell_and_no_peer_is_kept(string key)
    {
        var client = new Dialer(this, key);

        RunUntil(() => client.End is not null);

        Assert.Equal(Reason.WrongProtocol, client.Farewell.Reason);
        Assert.Equal(DisconnectReason.ConnectionRejected, client.End!.Value);
        Assert.Equal(0, _carrier.PeerCount);
    }

    [Fact]
    public void Farewells_are_shorter_than_the_shortest_request_that_they_refuse()
    {
        const int shortestRequest = 18 + 16;
        const int disconnectHeader = 9;

        for (var reason = Reason.None; reason <= Reason.WrongRoomPassword; reason++)
            Assert.InRange(disconnectHeader + Farewells.Of(reason).Length, disconnectHeader, shortestRequest);
    }

    [Theory]
    [InlineData("ecs/1", "server speaks 5, you speak 1")]
    [InlineData("ecs/65535", "server speaks 5, you speak 65535")]
    public void Client_of_another_version_is_told_both_in_less_than_it_has_sent(string key, string text)
    {
        const int shortestRequest = 18 + 16;
        const int disconnectHeader = 9;
        var client = new Dialer(this, key);

        RunUntil(() => client.End is not null);

        Assert.Equal(new Farewell(Reason.WrongVersion, text), client.Farewell);
        Assert.InRange(
            disconnectHeader + Farewells.OfRefusal(Reason.WrongVersion, key).Length,
            disconnectHeader,
            shortestRequest + 2 + key.Length + GateWire.CookieBytes);
    }

    [Fact]
    public void What_a_client_may_say_is_one_datagram_from_the_first_moment()
    {
        var client = new Dialer(this);
        RunUntil(() => client.Room > 0);

        Assert.Equal(Limits.ClientControlBytes, client.Room);
    }

    [Fact]
    public void Server_that_is_full_says_so()
    {
        var first = Enumerable.Range(0, 3).Select(_ => new Dialer(this)).ToList();
        RunUntil(() => _carrier.PeerCount == 3);
        var late = new Dialer(this);

        RunUntil(() => late.End is not null);

        Assert.Equal(Reason.ServerFull, late.Farewell.Reason);
        Assert.All(first, static client => Assert.Null(client.End));
    }

    [Fact]
    public void Stop_tells_everyone_why_and_ends_soon()
    {
        var clients = Enumerable.Range(0, 3).Select(_ => new Dialer(this)).ToList();
        RunUntil(() => _carrier.PeerCount == 3);

        _server.BeginStop();
        RunUntil(() => _server.IsStopped);

        Assert.True(_server.Clock.Now < TimeSpan.FromSeconds(60));
        Assert.All(clients, static client => Assert.Equal(Reason.ServerStopping, client.Farewell.Reason));
    }

    [Fact]
    public void What_was_said_before_the_stop_is_heard_before_the_farewell()
    {
        const int lines = 60;      // far more than a tick's budget
        var client = new Dialer(this);
        client.Send(new RequestAuth(Limits.Version, "ana", ""));
        client.Send(new RequestEnter("", PlayerRole.Player));
        RunUntil(() => client.Heard.Contains(MessageId.SnapshotPart));

        for (var line = 0; line < lines; line++)
            _server.Say(new string('m', 150));
        _server.Tick.Run(Step);
        _server.BeginStop();
        RunUntil(() => client.End is not null);

        Assert.Equal(Reason.ServerStopping, client.Farewell.Reason);
        Assert.Equal(lines, client.Heard.Count(static id => id == MessageId.ChatReceived));
    }

    [Fact]
    public void Peer_that_falls_silent_is_dropped_and_the_other_stays()
    {
        var silent = new Dialer(this);
        var lively = new Dialer(this);
        foreach (var (client, name) in new[] { (silent, "ana"), (lively, "bob") })
        {
            client.Send(new RequestAuth(Limits.Version, name, ""));
            client.Send(new RequestEnter("", PlayerRole.Player));
        }

        RunUntil(() => _server.Rooms.All[0].World.PlayerCount == 2);
        _clients.Remove(silent.Manager);
        silent.Manager.Stop(false);

        // Sending to a port that nobody listens on any more also brings socket errors back.
        RunUntil(() => _server.Rooms.All[0].World.PlayerCount == 1);

        Assert.Null(lively.End);
        Assert.NotNull(_server.Names.Find("bob"));
    }

    [Fact]
    public void Port_in_use_is_a_value()
    {
        Assert.False(UdpCarrier.TryOpen(new UdpOptions { Port = _carrier.Port }, _metrics, out var second, out _));
        Assert.Null(second);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::1")]
    [InlineData("::")]
    public void Other_addresses_can_be_listened_on(string address)
    {
        if (!Socket.OSSupportsIPv6)
            return;

        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Address = IPAddress.Parse(address), Port = 0 }, _metrics, out var carrier, out _));
        Assert.InRange(carrier.Port, 1, 65_535);
        carrier.Dispose();
    }

    [Fact]
    public void An_IPv6_address_that_is_not_ours_is_refused_and_not_listened_on_elsewhere()
    {
        var options = new UdpOptions { Address = IPAddress.Parse("2001:db8::1"), Port = 0 };

        Assert.False(UdpCarrier.TryOpen(options, _metrics, out var carrier, out var fault));

        Assert.Null(carrier);
        Assert.Equal(ExitCode.BadOption, fault.ExitCode);
        if (Socket.OSSupportsIPv6)
            Assert.Equal("Bind (--bind): 2001:db8::1 is no address of this machine", fault.Explain("Port"));
    }

    [Fact]
    public void One_IPv6_address_is_itself_alone()
    {
        if (!Socket.OSSupportsIPv6)
            return;

        using var taken = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)taken.Client.LocalEndPoint!).Port;

        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Address = IPAddress.IPv6Loopback, Port = port }, _metrics, out var carrier, out _));

        Assert.Equal(port, carrier.Port);
        Assert.False(UdpCarrier.TryOpen(new UdpOptions { Address = IPAddress.IPv6Loopback, Port = port }, _metrics, out _, out var fault));
        Assert.Equal($"Port (--port): UDP port {port} on ::1 is in use", fault.Explain("Port"));
        _server.OpenNativeDoor(carrier, new NativeOptions { ConnectionLimit = 3 });
        var sixth = new Dialer(this, IPAddress.IPv6Loopback, port);
        RunUntil(() => carrier.PeerCount == 1);
        Assert.Null(sixth.End);
    }

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("::")]
    public void A_wildcard_whose_port_is_taken_in_one_version_is_refused(string address)
    {
        if (!Socket.OSSupportsIPv6)
            return;

        using var taken = new Socket(AddressFamily.InterNetworkV6, SocketType.Dgram, ProtocolType.Udp) { DualMode = false };
        taken.Bind(new IPEndPoint(IPAddress.IPv6Any, 0));
        var port = ((IPEndPoint)taken.LocalEndPoint!).Port;

        Assert.False(UdpCarrier.TryOpen(new UdpOptions { Address = IPAddress.Parse(address), Port = port }, _metrics, out _, out var fault));

        Assert.Equal($"Port (--port): UDP port {port} on {address} is in use", fault.Explain("Port"));
    }

    private void RunUntil(Func<bool> condition)
    {
        // The loop runs as fast as the machine does; time is what the loop says it is.
        for (var turn = 0; turn < 4000 && !condition(); turn++)
        {
            _clients.ForEach(static client =>
            {
                client.ManualUpdate((float)Step.TotalMilliseconds);
                client.PollEvents();
            });
            _server.Tick.Run(Step);
        }

        Assert.True(condition());
    }

    private sealed class Dialer
    {
        private readonly PacketBuffer _buffer = new();
        private readonly Queue<byte[]> _waiting = new();
        private readonly IPEndPoint _server;
        private readonly string _key;
        private NetPeer? _peer;

        public Dialer(UdpCarrierTests test, string key = Limits.ConnectKey)
            : this(test, IPAddress.Loopback, test._carrier.Port, key)
        {
        }

        public Dialer(UdpCarrierTests test, IPAddress address, int port, string key = Limits.ConnectKey)
        {
            var listener = new EventBasedNetListener();
            listener.PeerConnectedEvent += OnConnected;
            listener.PeerDisconnectedEvent += OnDisconnected;
            listener.NetworkReceiveEvent += OnReceived;
            Manager = new NetManager(listener) { AutoRecycle = true, IPv6Enabled = address.AddressFamily == AddressFamily.InterNetworkV6, MaxConnectAttempts = 100 };
            Assert.True(Manager.StartInManualMode(IPAddress.Loopback, IPAddress.IPv6Loopback, 0));
            _server = new IPEndPoint(address, port);
            _key = key;
            Manager.Connect(_server, NetDataWriter.FromString(key));
            test._clients.Add(Manager);
        }

        public NetManager Manager { get; }

        public DisconnectReason? End { get; private set; }

        public Farewell Farewell { get; private set; }

        public List<MessageId> Heard { get; } = [];

        /// <summary>Bytes that one datagram of the control lane carried when the connection was new; 0 before.</summary>
        public int Room { get; private set; }

        public void Send<T>(in T message)
            where T : struct, IMessage<T>
        {
            MessageCodec.Encode(message, _buffer);
            _waiting.Enqueue(_buffer.Span.ToArray());
            Flush();
        }

        private void OnConnected(NetPeer peer)
        {
            _peer = peer;
            Room = peer.GetMaxSinglePacketSize(DeliveryMethod.ReliableOrdered);
            Flush();
        }

        private void Flush()
        {
            while (_peer is not null && _waiting.TryDequeue(out var bytes))
                _peer.Send(bytes, DeliveryMethod.ReliableOrdered);
        }

        private void OnDisconnected(NetPeer peer, DisconnectInfo info)
        {
            var said = info.AdditionalData?.GetRemainingBytes() ?? [];
            if (info.Reason == DisconnectReason.ConnectionRejected && GateWire.EndsLikeCookie(said))
            {
                // The second step: the same again with the cookie behind it.
                var again = NetDataWriter.FromString(_key);
                again.Put(said);
                Manager.Connect(_server, again);
                return;
            }

            End = info.Reason;
            if (said.Length > 0
                && MessageCodec.TryDecode(said, out Farewell farewell) == ReadFault.None)
            {
                Farewell = farewell;
            }
        }

        private void OnReceived(NetPeer peer, NetPacketReader reader, byte channel, DeliveryMethod method)
        {
            var lane = method == DeliveryMethod.Unreliable ? Lane.Stream : Lane.Control;
            var fault = MessageCodec.TryPeekId(reader.GetRemainingBytesSpan(), Side.Server, lane, out var id);
            Assert.Equal(ReadFault.None, fault);
            Heard.Add(id);
        }
    }
}
