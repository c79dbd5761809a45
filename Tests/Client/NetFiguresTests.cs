using Ecs.Client;
using Ecs.Client.Inputs;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Network;

namespace Ecs.Tests.Client;

/// <summary>What a net graph is drawn from.</summary>
public class NetFiguresTests
{
    [Fact]
    public void A_network_is_measured_as_it_is()
    {
        var clean = Measure(new LinkConditions { Delay = TimeSpan.FromMilliseconds(40) });
        var bad = Measure(new LinkConditions { Delay = TimeSpan.FromMilliseconds(40), Jitter = TimeSpan.FromMilliseconds(30), Loss = 0.1 });

        Assert.InRange(clean.Now.RoundTrip.TotalMilliseconds, 80, 140);
        Assert.InRange(clean.Now.Jitter.TotalMilliseconds, 0, 1);
        Assert.InRange(clean.Now.Loss, 0, 0.02);
        Assert.InRange(bad.Now.RoundTrip.TotalMilliseconds, 80, 200);
        Assert.InRange(bad.Now.Jitter.TotalMilliseconds, 4, 20);
        Assert.InRange(bad.Now.Loss, 0.03, 0.2);
        Assert.True(bad.Now.BufferTicks > clean.Now.BufferTicks + 2, $"{bad.Now} and {clean.Now}");
    }

    [Fact]
    public void Samples_come_ten_a_second_and_the_last_twenty_seconds_are_kept()
    {
        var net = Measure(LinkConditions.Perfect);

        Assert.Equal(NetFigures.Kept, net.Count);
        Assert.InRange(net.Total, 290, 300);
        Assert.All(Enumerable.Range(0, net.Count), back => Assert.True(net[back] is { BytesReceived: > 0, BytesSent: > 0, Snapshots: > 0 }, $"{net[back]} {back} ago"));
        Assert.Throws<ArgumentOutOfRangeException>(() => net[NetFigures.Kept]);
    }

    /// <summary>Half a minute of a full arena.</summary>
    private static NetFigures Measure(LinkConditions way)
    {
        using var rig = new ServerRig(1, null, new RoomOptions { Bots = 40, PlayerLimit = 64 });
        var player = rig.Seat("ana", way, way, static options => options with { Interpolates = true });
        player.Client.Pilot = new BotPilot(TestGames.Shipped, 1);
        rig.RunSeconds(30);
        return player.Client.Net!;
    }
}
