using System.Net;
using Ecs.Client;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>The server's program with a genuine Redis: settings, accounts, and a Redis that is not there.</summary>
[Collection(ProcessLane.Name)]
public sealed class RedisProcessTests
{
    private const string Password = "correct horse";

    [ComponentFact("redis-server")]
    public void Settings_of_Redis_come_before_the_environment_and_the_command_line()
    {
        using var redis = new RedisChild();
        redis.Ask("MSET", "config:server:TickRate", "30", "config:server:Bots:arena", "3", "config:server:Seed", "5", "config:server:MaxPlayers", "9");
        redis.Ask("MSET", "config:server:Nonsense", "1", "config:server:Redis:Address", "127.0.0.1:1");
        redis.Ask("RPUSH", "config:server:Name", "no text");

        using var server = ServerChild.Start([new("ECS_Seed", "6")], "--redis", redis.Address, "--tick-rate", "20", "--snapshot-rate", "20").Ready();

        Assert.Contains("tick-rate=20 ", server.Output[0], StringComparison.Ordinal);
        Assert.Contains(" bots=3 ", server.Output[0], StringComparison.Ordinal);
        Assert.EndsWith(" seed=6", server.Output[0], StringComparison.Ordinal);
        server.WaitForError("Nonsense: nothing knows this key");
    }

    [ComponentFact("redis-server")]
    public void A_setting_of_Redis_that_is_wrong_ends_the_start_with_its_name()
    {
        using var redis = new RedisChild();
        redis.Ask("SET", "config:server:TickRate", "fast");

        using var server = ServerChild.Start("--redis", redis.Address);

        Assert.Equal(78, server.WaitForExit());
        Assert.StartsWith("TickRate (--tick-rate): \"fast\"", Assert.Single(server.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Redis_that_is_not_there_is_a_warning_unless_accounts_are_kept_in_it()
    {
        using var playing = ServerChild.Start("--redis", "127.0.0.1:1", "--bots", "1").Ready();
        playing.WaitForError("no settings from there");
        playing.WaitForError("The Redis 127.0.0.1:1 does not take sessions");
        playing.Type("quit");
        Assert.Equal(0, playing.WaitForExit());

        using var refused = ServerChild.Start("--redis", "127.0.0.1:1", "--store", "redis", "--accounts", "optional");
        Assert.Equal(69, refused.WaitForExit());
        Assert.Contains(refused.Errors, static line => line.StartsWith("Store (--store): the Redis 127.0.0.1:1 cannot be used: ", StringComparison.Ordinal));
    }

    [ComponentFact("redis-server")]
    public async Task An_account_that_was_acknowledged_survives_a_kill_of_server_and_Redis()
    {
        using var redis = new RedisChild();
        using (var server = ServerChild.Start("--web", "127.0.0.1:0", "--redis", redis.Address, "--store", "redis").Ready())
            await PageAccount.RegisterAsync(server.Page, "Ana", Password);

        redis.Kill();
        redis.Start();
        using var again = ServerChild.Start("--accounts", "required", "--redis", redis.Address, "--store", "redis").Ready();
        using var owner = new GameClient(
            new UdpTransport(new IPEndPoint(IPAddress.Loopback, again.Port)), new ClientOptions { Name = "ana", Password = Password }, TimeProvider.System);
        owner.Connect();
        again.Turn(owner, () => owner.IsInRoom);

        Assert.True(owner.IsRegistered);
        RedisChild.Until(() => redis.Ask("GET", "session:ana:arena:active") == "1");
        redis.Ask("FLUSHALL");
        RedisChild.Until(() => redis.Ask("EXISTS", "account:ana", "session:ana:arena:active") == "2");
        again.WaitForError("The Redis has lost all that it had: of 1 accounts the 1 that are here");
    }

    [Fact]
    public void Its_password_is_nowhere_to_be_read()
    {
        using var server = ServerChild.Start([new("ECS_Redis__Password", "hunter2hunter2")], "--redis", "127.0.0.1:1", "--log-level", "trace").Ready();
        server.WaitForError("does not take sessions");
        server.Type("quit");
        server.WaitForExit();

        Assert.DoesNotContain(server.Errors.Concat(server.Output), static line => line.Contains("hunter2", StringComparison.Ordinal));
    }
}
