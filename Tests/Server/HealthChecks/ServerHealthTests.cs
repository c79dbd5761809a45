using Ecs.Server.HealthChecks;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.HealthChecks;

/// <summary>When a server is live, ready and degraded.</summary>
public sealed class ServerHealthTests
{
    private readonly ManualTime _time = new();
    private int _connections;

    [Fact]
    public void It_is_live_until_the_last_tick_is_more_than_five_seconds_ago()
    {
        using var rig = new ServerRig();
        var health = Health();
        Assert.Equal(("down", false), (health.Read().Status, health.Read().IsLive));

        health.Beat(rig.Server.Rooms, isStopping: false);
        Assert.Equal(("ok", true, true), (health.Read().Status, health.Read().IsLive, health.Read().IsReady));
        _time.Advance(ServerHealth.TickPatience);
        Assert.True(health.Read().IsLive);
        _time.Advance(TimeSpan.FromMilliseconds(100));
        Assert.Equal("down: the last tick was 5.1 s ago", health.Read().Line);
        Assert.False(health.Read().IsReady);

        health.Beat(rig.Server.Rooms, isStopping: false);
        Assert.Equal("ok", health.Read().Line);
    }

    [Fact]
    public void It_is_ready_while_somebody_would_find_a_place()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 2 }, new RoomOptions { Name = "den", PlayerLimit = 1 });
        var (first, second) = (rig.Server.Rooms.All[0], rig.Server.Rooms.All[1]);
        var health = Health();
        Assert.True(first.TryJoin("ada", isBot: false, out var ada));
        Assert.True(second.TryJoin("bob", isBot: false, out _));
        health.Beat(rig.Server.Rooms, isStopping: false);
        Assert.True(health.Read().IsReady);

        Assert.True(first.TryJoin("cid", isBot: false, out _));
        health.Beat(rig.Server.Rooms, isStopping: false);
        Assert.Equal("unready: all rooms are full", health.Read().Line);
        Assert.True(health.Read().IsLive);

        first.Leave(ada!, Ecs.Protocol.Reason.Left);
        rig.Run(2);
        health.Beat(rig.Server.Rooms, isStopping: false);
        Assert.True(health.Read().IsReady);
        _connections = 8;
        Assert.Equal("unready: no more connections are taken", health.Read().Line);
        _connections = 7;
        health.Beat(rig.Server.Rooms, isStopping: true);
        Assert.Equal("unready: the server is stopping", health.Read().Line);
    }

    [Fact]
    public void Bots_take_nobodys_place()
    {
        using var rig = new ServerRig(1, null, new RoomOptions { PlayerLimit = 2, Bots = 2 });
        var health = Health();
        rig.Run(2);
        health.Beat(rig.Server.Rooms, isStopping: false);

        Assert.Equal(2, rig.Server.Rooms.All[0].BotCount);
        Assert.True(health.Read().IsReady);
    }

    [Fact]
    public void What_fails_makes_it_degraded_with_the_reason_and_players_still_come()
    {
        using var rig = new ServerRig();
        var health = Health();
        var fault = "";
        health.Watch(() => fault.Length == 0 ? [] : [fault]);
        health.Beat(rig.Server.Rooms, isStopping: false);
        Assert.Equal("""{"status":"ok","tickAgeSeconds":0,"reasons":[]}""", System.Text.Encoding.UTF8.GetString(health.Read().ToJson()));

        fault = "the store takes no saves";
        Assert.True(health.Read().IsReady);
        Assert.Equal("""{"status":"degraded","tickAgeSeconds":0,"reasons":["the store takes no saves"]}""", System.Text.Encoding.UTF8.GetString(health.Read().ToJson()));
        fault = "";
        Assert.Equal("ok", health.Read().Status);
    }

    private ServerHealth Health() => new(_time, () => _connections, 8);
}
