using System.Net;
using System.Net.Sockets;
using Ecs.Client;
using Ecs.Protocol;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Simulation.Inputs;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Client;

/// <summary>The client library over real loopback sockets, against the whole server, both driven by the test's own loop.</summary>
[Collection(AloneLane.Name)]
public sealed class UdpTransportTests : IDisposable
{
    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    private readonly ManualTime _time = new();
    private readonly ServerMetrics _metrics = new();
    private readonly GameServer _server;
    private readonly UdpCarrier _carrier;
    private GameClient? _client;

    public UdpTransportTests()
    {
        _server = new GameServer(_metrics, TestGames.Shipped);
        _server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, _metrics, out var carrier, out _));
        _carrier = carrier;
        _server.OpenNativeDoor(carrier);
    }

    public void Dispose()
    {
        _client?.Dispose();
        _server.Dispose();
        _metrics.Dispose();
    }

    [Fact]
    public void A_client_enters_moves_says_something_and_leaves()
    {
        var client = Connect();
        RunUntil(() => client.State == ClientState.Playing && client.Figures.Snapshots > 10);
        Assert.Equal("ana", client.Name);
        Assert.True(client.Roster.TryGet(client.Slot, out var self) && self.Name == "ana");

        var start = OwnX();
        client.Intent = new(127, 0, default, default);
        RunUntil(() => OwnX() > start + 4_096 * 100);

        Assert.True(client.Say("hello"));
        RunUntil(() => client.Chat.Count > 0);
        Assert.True(client.Chat.TryTake(out var line) && line.Text == "hello");
        Assert.Equal(0, client.Snapshot.Late);

        client.Leave();
        RunUntil(() => client.State == ClientState.Ended);
        Assert.Equal(Reason.Left, client.EndReason);
        RunUntil(() => _carrier.PeerCount == 0);
    }

    [Fact]
    public void A_warm_client_allocates_nothing_over_the_real_transport()
    {
        var client = Connect();

        // Shots without end: the view has been as large as it gets when the counting begins.
        client.Intent = new(0, 0, default, Buttons.Fire);
        RunUntil(() => client.Figures.Snapshots > 200);

        Allocations.AssertNoneOnceWarm(meter =>
        {
            var end = client.Figures.Snapshots + 200;
            RunUntil(() => client.Figures.Snapshots > end, meter);
        });
    }

    [Fact]
    public void A_server_that_stops_says_so()
    {
        var client = Connect();
        RunUntil(() => client.State == ClientState.Playing);
        _server.BeginStop();
        RunUntil(() => client.State == ClientState.Ended);

        Assert.Equal(Reason.ServerStopping, client.EndReason);
    }

    [Fact]
    public void Where_nobody_listens_the_client_ends()
    {
        using var free = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        free.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var client = Connect((IPEndPoint)free.LocalEndPoint!);
        RunUntil(() => client.State == ClientState.Ended);

        Assert.Equal(Reason.Timeout, client.EndReason);
    }

    [Fact]
    public void A_client_that_is_disposed_is_gone_at_once()
    {
        var client = Connect();
        RunUntil(() => client.State == ClientState.Playing);
        client.Dispose();
        RunUntil(() => _server.Rooms.All[0].World.PlayerCount == 0);

        Assert.Equal(0, _carrier.PeerCount);
    }

    private GameClient Connect(IPEndPoint? server = null)
    {
        var transport = new UdpTransport(server ?? new IPEndPoint(IPAddress.Loopback, _carrier.Port));
        _client = new GameClient(transport, new ClientOptions { Name = "ana" }, _time);
        _client.Connect();
        return _client;
    }

    private int OwnX()
    {
        foreach (var entity in _client!.View.Entities)
        {
            if (entity.Id == _client.Snapshot.OwnEntity)
                return entity.X.Raw;
        }

        return int.MaxValue / 2;
    }

    /// <summary>As fast as the machine does it; time is what the loop says it is.</summary>
    private void RunUntil(Func<bool> condition, AllocationMeter? meter = null)
    {
        for (var turn = 0; turn < 4_000 && !condition(); turn++)
        {
            _time.Advance(Step);
            meter?.Start();
            _client!.Update();
            meter?.Stop();
            _server.Tick.Run(Step);
        }

        Assert.True(condition());
    }
}
