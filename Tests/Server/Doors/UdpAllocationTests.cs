using System.Net;
using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Server;
using Ecs.Server.Doors.Udp;
using Ecs.Server.Metrics;
using Ecs.Server.Sessions;
using Ecs.Tests.Testing;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Doors;

/// <summary>
/// The warm tick again, with real sockets below it. Packets come from a pool that grows to the largest burst there ever was, so now
/// and then a tick that beats the record allocates; nothing else may.
/// </summary>
public sealed class UdpAllocationTests(ITestOutputHelper output)
{
    private const int Players = 16;
    private const int WarmUp = 3000;
    private const int Measured = 6000;

    private static readonly TimeSpan Step = TimeSpan.FromSeconds(1.0 / 60);

    [Fact]
    public void Warm_tick_over_loopback_sockets_allocates_only_where_a_burst_exceeds_all_before_it()
    {
        using var metrics = new ServerMetrics();
        using var server = new GameServer(new SessionOptions(), metrics);
        var room = server.OpenRoom(new(), TestMaps.Arena);
        Assert.True(UdpCarrier.TryOpen(new UdpOptions { Port = 0 }, metrics, out var carrier));
        server.OpenNativeDoor(carrier);
        var time = new ManualTime();
        var address = new IPEndPoint(IPAddress.Loopback, carrier.Port);
        var clients = Enumerable.Range(0, Players).Select(number =>
        {
            var client = new GameClient(new UdpTransport(address), new ClientOptions { Name = $"p{number}" }, time)
            {
                Pilot = new BotPilot((ulong)number),
            };
            client.Connect();
            return client;
        }).ToList();

        var allocated = 0L;
        var growths = 0;
        for (var tick = 0; tick < WarmUp + Measured; tick++)
        {
            time.Advance(Step);
            clients.ForEach(static client => client.Update());
            var collected = GC.CollectionCount(0);
            var before = GC.GetAllocatedBytesForCurrentThread();
            server.Tick.Run(Step);
            var grown = GC.GetAllocatedBytesForCurrentThread() - before;

            // A collection on behalf of another test takes this thread's unused allocation space away and counts it.
            if (tick >= WarmUp && GC.CollectionCount(0) == collected && grown > 0)
            {
                allocated += grown;
                growths++;
            }
        }

        output.WriteLine($"{allocated} bytes in {growths} of {Measured} ticks with {room.World.PlayerCount} players");
        clients.ForEach(static client => client.Dispose());
        Assert.Equal(Players, room.World.PlayerCount);
#if !GENUINE_PACKAGES
        Assert.True(growths <= Measured / 1000, $"{growths} ticks allocated");
#endif
    }
}
