using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Storage;
using Ecs.Tests.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>A server whose store is a file and that publishes to a Redis beside it: whatever becomes of the Redis, the file has all that was acknowledged.</summary>
[Collection(ProcessLane.Name)]
public sealed class RedisBesideStoreTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly StoreFolder _folder = new();
    private readonly List<string> _accounts = [];

    /// <summary>The version that was on the disk before the kill.</summary>
    private readonly Dictionary<string, long> _characters = [];

    [ComponentFact("redis-server")]
    public async Task What_was_acknowledged_while_the_Redis_was_out_is_in_the_file_after_a_kill_of_the_server()
    {
        using var redis = new RedisChild();
        using (var server = ServerChild.Start("--web", "127.0.0.1:0", "--doors", "argentum:0", "--store", _folder.Path, "--redis", redis.Address).Ready())
        {
            RedisChild.Until(() => redis.Ask("EXISTS", "server:connections:count") == "1");

            redis.Kill();
            await Acknowledge(server, "killed");
            redis.Start();

            redis.Freeze();
            await Acknowledge(server, "stopped");
            redis.Thaw();

            redis.Ask("REPLICAOF", "127.0.0.1", "1");
            await Acknowledge(server, "readonly");
            redis.Ask("REPLICAOF", "NO", "ONE");

            redis.BreakSnapshots();
            await Acknowledge(server, "nosnapshots");
            redis.MendSnapshots();

            redis.Ask("CONFIG", "SET", "maxmemory", "1");
            await Acknowledge(server, "full");

            // Killed, not asked to end.
            Assert.False(server.HasEnded);
        }

        using var store = _folder.Open();
        foreach (var name in _accounts)
        {
            Assert.Equal((name, StoreResult.Done), (name, store.FindAccount(name, out var account)));
            Assert.True(account!.Password.Matches(Password), name);
        }

        foreach (var (name, version) in _characters)
        {
            Assert.Equal((name, StoreResult.Done), (name, store.FindCharacter(name, "argentum", out var character)));
            Assert.Equal((name, version), (name, character.Version));
        }

        Assert.Equal((10, 5), (_accounts.Count, _characters.Count));
    }

    public void Dispose() => _folder.Dispose();

    /// <summary>An account of the page, and a character that is made, played and left: each acknowledged when this is done.</summary>
    private async Task Acknowledge(ServerChild server, string outage)
    {
        await PageAccount.RegisterAsync(server.Page, $"page{outage}", Password);
        _accounts.Add($"page{outage}");

        var name = $"play{outage}";
        using (var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp))
        {
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, ArgentumPort(server)));
            await socket.SendAsync(ClientBytes.Create(name, Password));
            server.WaitForError($"{name} enters argentum");
        }

        // Who left is saved once more, with another version.
        _accounts.Add(name);
        long version = 0;
        RedisChild.Until(() => (version = LeftVersionOf(name)) != 0);
        Assert.InRange(version, 2, 3);
        _characters.Add(name, version);
    }

    /// <summary>What another program reads in the file; 0 for nothing.</summary>
    private long LeftVersionOf(string name)
    {
        using var file = _folder.OpenPlainly();
        return file.Ask($"SELECT version FROM character WHERE account = '{name}' AND active = 0", out _) ?? 0;
    }

    private static int ArgentumPort(ServerChild server) =>
        int.Parse(Regex.Match(server.Output[0], @"\bargentum:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
