using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Server;
using Ecs.Server.Doors.Native.Udp;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Doors.Native.Udp;

/// <summary>
/// The warm tick again, with real sockets below it. Packets come from a pool that grows to the largest burst there ever was, so now
/// and then a tick that beats the record allocates; nothing else may.
/// </summary>
[Collection(AloneLane.Name)]
public sealed class UdpAllocationTests
{
    private const int Players = 16;
    private const int Window = 1000;
    private const int Windows = 6;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    [Fact]
    public void Warm_tick_over_loopback_sockets_allocates_only_where_a_burst_exceeds_all_before_it()
    {
        using var metrics = new ServerMetrics();
        using var server = new GameServer(metrics, TestGames.Shipped);
        var room = server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, metrics, out var carrier, out _));
        server.OpenNativeDoor(carrier);
        var time = new ManualTime();
        var address = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        var clients = Enumerable.Range(0, Players).Select(number =>
        {
            var client = new GameClient(new UdpTransport(address), new ClientOptions { Name = $"p{number}" }, time)
            {
                Pilot = new BotPilot(TestGames.Shipped, (ulong)number),
            };
            client.Connect();
            return client;
        }).ToList();

        Allocations.AssertNoneOnceWarm(
            meter =>
            {
                for (var tick = 0; tick < Window; tick++)
                {
                    time.Advance(Step);
                    clients.ForEach(static client => client.Update());
                    meter.Start();
                    server.Tick.Run(Step);
                    meter.Stop();
                }
            },
            Windows);

        clients.ForEach(static client => client.Dispose());
        Assert.Equal(Players, room.World.PlayerCount);
    }
}
