using System.Net;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>Sessions over real loopback sockets whose connections are lost, both ends driven by the test's own loop.</summary>
[Collection(SocketLane.Name)]
public sealed class UdpResumeTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    private readonly ITestOutputHelper _output;
    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics = new();
    private readonly GameServer _server;
    private readonly UdpCarrier _carrier;
    private readonly List<(GameClient Client, LostTransport Transport)> _clients = [];

    public UdpResumeTests(ITestOutputHelper output)
    {
        _output = output;
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out _));
        _carrier = carrier;
        _server.OpenNativeDoor(carrier);
    }

    public void Dispose()
    {
        _clients.ForEach(static entry => entry.Client.Dispose());
        _server.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void A_hundred_drops_come_back_from_another_port_as_the_same_entity()
    {
        var random = new Random(11);
        for (var number = 0; number < 10; number++)
            Connect($"c{number}");

        RunUntil(() => _clients.TrueForAll(static entry => entry.Client.IsInRoom));
        var avatars = _clients.ConvertAll(static entry => entry.Client.Room.Avatar);
        for (var round = 0; round < 10; round++)
        {
            var before = _clients.ConvertAll(entry => _server.Names.Find(entry.Client.Name)!.Address);
            foreach (var (_, transport) in _clients)
            {
                transport.Lose();
                Run(random.Next(4));
            }

            RunUntil(() => _clients.TrueForAll(entry => entry.Client.IsInRoom && entry.Client.Figures.Resumes == round + 1));

            Assert.Equal(avatars, _clients.ConvertAll(static entry => entry.Client.Room.Avatar));
            Assert.Equal(10, _server.Rooms.All[0].PlayerCount);
            for (var number = 0; number < 10; number++)
                Assert.NotEqual(before[number], _server.Names.Find(_clients[number].Client.Name)!.Address);
        }

        RunUntil(() => _carrier.PeerCount == 10);
        _output.WriteLine($"{_clients.Sum(static entry => entry.Client.Figures.Resumes)} returns");
    }

    [Fact]
    public void Used_token_is_good_for_nothing_once_its_successor_has_arrived()
    {
        var (client, transport) = Connect("ana");
        RunUntil(() => client.IsInRoom);
        var used = client.ResumeToken;
        transport.Lose();
        RunUntil(() => client.IsInRoom && client.Figures.Resumes == 1 && client.ResumeToken != used);
        Run(30);

        var (thief, _) = Connect("ana", used);
        RunUntil(() => thief.Refusals.Count > 0);

        Assert.True(thief.Refusals.TryTake(out var refused));
        Assert.Equal(Reason.BadToken, refused.Reason);
        Assert.Equal(ClientState.Playing, client.State);
    }

    [Fact]
    public void Server_that_hears_nothing_waits_and_the_client_that_hears_nothing_finds_the_way_back()
    {
        var (client, transport) = Connect("ana");
        RunUntil(() => client.IsInRoom);
        var avatar = client.Room.Avatar;
        transport.IsStopped = true;
        RunUntil(() => _server.Names.Find("ana") is { IsAway: true });
        Assert.Equal(1, _server.Rooms.All[0].World.PlayerCount);

        transport.IsStopped = false;
        transport.Lose();
        RunUntil(() => client.IsInRoom && client.Figures.Resumes == 1);

        Assert.Equal(avatar, client.Room.Avatar);
    }

    private (GameClient Client, LostTransport Transport) Connect(string name, ResumeToken? resume = null)
    {
        var transport = new LostTransport(new UdpTransport(new IPEndPoint(IPAddress.Loopback, _carrier.Port)));
        var client = new GameClient(transport, new ClientOptions { Name = name, Resume = resume }, _time);
        _clients.Add((client, transport));
        client.Connect();
        return _clients[^1];
    }

    private void Run(int ticks)
    {
        for (; ticks > 0; ticks--)
        {
            _time.Advance(Step);
            _clients.ForEach(static entry => entry.Client.Update());
            _server.Tick.Run(Step);
        }
    }

    /// <summary>As fast as the machine does it; time is what the loop says it is.</summary>
    private void RunUntil(Func<bool> condition)
    {
        for (var turn = 0; turn < 6_000 && !condition(); turn++)
            Run(1);

        Assert.True(condition());
    }

    /// <summary>A real transport that loses its connection when a test says so.</summary>
    private sealed class LostTransport(UdpTransport inner) : IClientTransport, ITransportListener
    {
        private ITransportListener? _listener;
        private bool _isLost;

        /// <summary>Neither sends nor receives.</summary>
        public bool IsStopped { get; set; }

        public void Lose() => _isLost = true;

        public void Connect()
        {
            _isLost = false;
            inner.Connect();
        }

        public void Receive(ITransportListener listener)
        {
            _listener = listener;
            if (_isLost)
            {
                _isLost = false;
                IsStopped = true;
                listener.OnDisconnected(Reason.ConnectionLost, default);
                IsStopped = false;
            }
            else if (!IsStopped)
            {
                inner.Receive(this);
            }
        }

        public void Send(Lane lane, ReadOnlySpan<byte> message)
        {
            if (!IsStopped)
                inner.Send(lane, message);
        }

        public void Update(TimeSpan elapsed)
        {
            if (!IsStopped)
                inner.Update(elapsed);
        }

        public int PathBytes { get => inner.PathBytes; set => inner.PathBytes = value; }

        public TimeSpan SilentFor => inner.SilentFor;

        public void Close(Reason reason) => inner.Close(reason);

        public void Close() => inner.Close();

        public void Dispose() => inner.Dispose();

        public void OnConnected() => _listener!.OnConnected();

        public void OnMessage(Lane lane, ReadOnlyMemory<byte> message) => _listener!.OnMessage(lane, message);

        public void OnDisconnected(Reason reason, ReadOnlyMemory<byte> farewell) => _listener!.OnDisconnected(reason, farewell);
    }
}
