using System.Globalization;
using Ecs.Protocol;
using Ecs.Simulation.Components;
using Ecs.Tests.House;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Redis;

/// <summary>What a genuine Redis has of the people of a server, under the keys of docs/storage.md.</summary>
[Collection(SocketLane.Name)]
public sealed class PresenceTests
{
    [ComponentFact("redis-server")]
    public void Who_is_here_stands_under_the_keys_that_the_page_lists()
    {
        using var redis = new RedisChild();
        using var rig = new PresenceRig(redis.Options);
        var ana = rig.Enter("Ana");
        Assert.True(rig.Room.World.TryRead<Position>(ana.Seat!.Avatar, out var position));
        rig.Look(sessions: 7);

        RedisChild.Until(() => redis.Ask("GET", "session:ana:active") == "1");

        string[] keys =
        [
            "player:ana:inventory", "player:ana:position", "player:ana:stats", "server:connections", "server:connections:count", "session:ana:active",
            "session:ana:last_seen",
        ];
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "storage.md"));
        Assert.Equal(keys, redis.Ask("KEYS", "*").Split(' ').Order(StringComparer.Ordinal));
        Assert.All(keys, key => Assert.Contains($"`{key.Replace("ana", "{id}", StringComparison.Ordinal)}`", page, StringComparison.Ordinal));
        Assert.Equal($"{position.X.Floor()} {position.Y.Floor()} argentum here", redis.Ask("HMGET", "player:ana:position", "x", "y", "mode", "room"));
        Assert.Equal("1 100 0", redis.Ask("HMGET", "player:ana:stats", "level", "food", "gold"));
        Assert.Matches(@"^\d+ \d+ [01]$", redis.Ask("HGET", "player:ana:inventory", "1"));
        Assert.Equal("7", redis.Ask("GET", "server:connections:count"));
        Assert.InRange(long.Parse(redis.Ask("GET", "session:ana:last_seen"), CultureInfo.InvariantCulture), DateTimeOffset.UtcNow.ToUnixTimeSeconds() - 30, DateTimeOffset.UtcNow.ToUnixTimeSeconds() + 1);
        Assert.InRange(int.Parse(redis.Ask("TTL", "session:ana:active"), CultureInfo.InvariantCulture), 1, 10);
    }

    [ComponentFact("redis-server")]
    public void In_another_mode_the_key_says_which_and_a_colon_in_a_name_is_no_part_of_it()
    {
        using var redis = new RedisChild();
        using var rig = new PresenceRig(redis.Options, "arena");
        rig.Enter("a:b%");
        rig.Look();

        RedisChild.Until(() => redis.Ask("GET", "session:a%3Ab%25:arena:active") == "1");

        Assert.Equal("100 0", redis.Ask("HMGET", "player:a%3Ab%25:arena:stats", "max_health", "kills"));
    }

    [ComponentFact("redis-server")]
    public void Who_leaves_is_active_no_longer_and_neither_is_anybody_when_the_server_ends()
    {
        using var redis = new RedisChild();
        using var rig = new PresenceRig(redis.Options);
        var ana = rig.Enter("Ana");
        rig.Enter("Bo");
        rig.Look();
        RedisChild.Until(() => redis.Ask("MGET", "session:ana:active", "session:bo:active") == "1 1");

        ana.Leave(Reason.ConnectionLost);
        rig.Look();
        RedisChild.Until(() => redis.Ask("MGET", "session:ana:active", "session:bo:active") == "0 1");
        Assert.NotEqual("(nil)", redis.Ask("HGET", "player:ana:position", "x"));
        rig.Publisher!.Dispose();

        Assert.Equal("0 0 0", redis.Ask("MGET", "session:ana:active", "session:bo:active", "server:connections:count"));
    }

    [ComponentFact("redis-server")]
    public void Two_servers_add_up_and_what_somebody_else_wrote_in_the_wrong_type_is_written_over()
    {
        using var redis = new RedisChild();
        redis.Ask("RPUSH", "session:ana:active", "x");
        redis.Ask("SET", "player:ana:position", "x");
        redis.Ask("SADD", "server:connections", "x");
        redis.Ask("HSET", "server:connections:count", "x", "y");
        using var rig = new PresenceRig(redis.Options);
        rig.Enter("Ana");
        rig.Look(sessions: 7);
        RedisChild.Until(() => redis.Ask("GET", "session:ana:active") == "1");
        redis.Ask("HSET", "server:connections", "another", "5 99999999999", "dead", "900 1");

        RedisChild.Until(() => redis.Ask("GET", "server:connections:count") == "12");

        Assert.Equal("hash", redis.Ask("TYPE", "player:ana:position"));
        Assert.Equal("(nil)", redis.Ask("HGET", "server:connections", "dead"));
    }
}
