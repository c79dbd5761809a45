using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using Ecs.Scenes.Doors.Argentum;
using Ecs.Server.Base;
using Ecs.Server.Host;
using Ecs.Server.Storage;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Processes;

/// <summary>A server whose store is a file and that publishes to a Redis beside it: whatever becomes of the Redis, the file has all that was acknowledged.</summary>
[Collection(ProcessLane.Name)]
public sealed class RedisBesideStoreTests : IDisposable
{
    private const string Password = "correct horse";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("ecs-beside-");
    private readonly HttpClient _http = new();
    private readonly List<string> _accounts = [];
    private readonly List<string> _characters = [];

    private string Store => Path.Combine(_folder.FullName, "players.db");

    [ComponentFact("redis-server")]
    public async Task What_was_acknowledged_while_the_Redis_was_out_is_in_the_file_after_a_kill_of_the_server()
    {
        using var redis = new RedisChild();
        using (var server = ServerChild.Start(
            "--web", "127.0.0.1:0", "--admin", "127.0.0.1:0", "--doors", "argentum:0", "--store", Store, "--redis", redis.Address).Ready())
        {
            await Acknowledge(server, "there");

            redis.Kill();
            await Acknowledge(server, "killed");
            redis.Start();

            redis.Freeze();
            await Acknowledge(server, "stopped");
            redis.Thaw();

            redis.Ask("REPLICAOF", "127.0.0.1", "1");
            await Acknowledge(server, "readonly");
            redis.Ask("REPLICAOF", "NO", "ONE");

            redis.Ask("CONFIG", "SET", "maxmemory", "1");
            await Acknowledge(server, "full");
            Assert.False(server.HasEnded);
        }

        Assert.Equal(ExitCode.Ok, StoreFile.TryOpen(Store, out var store, out _));
        using var opened = store;
        foreach (var name in _accounts)
        {
            Assert.Equal((name, StoreResult.Done), (name, store!.FindAccount(name, out var account)));
            Assert.True(account!.Password.Matches(Password), name);
        }

        foreach (var name in _characters)
        {
            Assert.Equal((name, StoreResult.Done), (name, store!.FindCharacter(name, "argentum", out var character)));
            Assert.True(character.Version >= 2, $"{name} has version {character.Version}");
        }

        Assert.Equal((10, 5), (_accounts.Count, _characters.Count));
    }

    public void Dispose()
    {
        _http.Dispose();
        _folder.Delete(recursive: true);
    }

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
            await RunUntil(server, figures => figures.GetValueOrDefault("ecs_players") == 1);
        }

        // Made with version 1, played, and left with another: the file has both when nothing waits.
        _accounts.Add(name);
        var least = 2 * (_characters.Count + 1);
        await RunUntil(server, figures => figures.GetValueOrDefault("ecs_store_saves_total") >= least && figures.GetValueOrDefault("ecs_store_waiting", 1) == 0);
        _characters.Add(name);
    }

    private async Task RunUntil(ServerChild server, Func<Dictionary<string, double>, bool> condition)
    {
        var metrics = new Uri(new Uri(Regex.Match(server.Output[0], @"\badmin=(\S+)").Groups[1].Value), "/metrics");
        var end = DateTime.UtcNow + Patience.Limit;
        while (!condition(Read(await _http.GetStringAsync(metrics))))
        {
            Assert.True(DateTime.UtcNow < end, string.Join('\n', server.Errors));
            await Task.Delay(20);
        }
    }

    private static Dictionary<string, double> Read(string metrics) =>
        metrics.Split('\n').Select(static line => Regex.Match(line, @"^(ecs_\w+)(?:\{[^}]*\})? (\S+)")).Where(static match => match.Success)
            .GroupBy(static match => match.Groups[1].Value)
            .ToDictionary(static group => group.Key, static group => group.Sum(static match => double.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture)));

    private static int ArgentumPort(ServerChild server) =>
        int.Parse(Regex.Match(server.Output[0], @"\bargentum:(\d+)").Groups[1].Value, CultureInfo.InvariantCulture);
}
