using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Admin;

/// <summary>An operator's listener under people who mean no good: slow heads, long bodies, crowds, and a process without files.</summary>
[Collection(AloneLane.Name)]
public sealed class AdminAbuseTests(ITestOutputHelper output)
{
    private const int BodyLimit = 64 * 1024;

    /// <summary>What a piece's length and the end take; they are counted, too.</summary>
    private const int PieceBytes = 14;

    private static readonly int HalfHeads = DeepRun.Or("ADMIN_HALF_HEADS", 60);

    [Fact]
    public async Task Half_heads_do_not_slow_an_honest_question_and_are_gone_in_eight_seconds()
    {
        using var child = AdminChild.StartWithToken();
        var slow = Enumerable.Range(0, HalfHeads).Select(_ => RawConnection.Open(child.Address.Port, "127.0.0.2")).ToArray();
        Array.ForEach(slow, static socket => socket.Send("GET /healthz/live HTTP/1.1\r\nHost: a\r\nX-Slow: "u8, SocketFlags.None, out _));
        var start = Stopwatch.GetTimestamp();
        var honest = new List<double>();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 8 && !Array.TrueForAll(slow, RawConnection.IsEnded))
        {
            var began = Stopwatch.GetTimestamp();
            Assert.Contains("HTTP/1.1 200 OK", Say(child, "GET /healthz/ready HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
            honest.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            await Task.Delay(40);
        }

        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        honest.Sort();
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{HalfHeads} half heads gone after {took:0.0} s, {honest.Count} questions, p99 {honest[honest.Count * 99 / 100]:0.0} ms"));
        Assert.All(slow, static socket => Assert.True(RawConnection.IsEnded(socket)));
        Assert.InRange(honest[honest.Count * 99 / 100], 0, 500);
        Assert.Empty(child.Server.Errors);
        Array.ForEach(slow, static socket => socket.Dispose());
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_body_over_the_limit_is_refused_and_one_of_the_limit_is_read(bool isChunked)
    {
        using var child = AdminChild.StartWithToken();

        Assert.StartsWith("HTTP/1.1 413 ", Post(child, BodyLimit + 1, isChunked), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 400 ", Post(child, isChunked ? BodyLimit - PieceBytes : BodyLimit, isChunked), StringComparison.Ordinal);
        Assert.DoesNotContain(child.Server.Errors, static line => line.Contains("   at ", StringComparison.Ordinal) || line.Contains("Exception", StringComparison.Ordinal));
    }

    [Fact]
    public async Task One_address_has_so_many_connections_and_no_more_and_another_one_is_served()
    {
        using var child = AdminChild.StartWithToken();
        var crowd = Enumerable.Range(0, 60).Select(_ => RawConnection.Open(child.Address.Port, "127.0.0.3")).ToArray();

        // Those that have a place say nothing and lose it after five seconds, so on a slow machine only the server's own count tells.
        Assert.True(SpinWait.SpinUntil(() => crowd.Count(RawConnection.IsEnded) >= 36, Patience.Limit));
        Assert.Equal(HttpStatusCode.OK, (await child.GetAsync("/api/server")).StatusCode);
        Assert.Matches("""ecs_drops_total\{[^}]*cause="refused"[^}]*\} 36[^0-9]""", await (await child.GetAsync("/metrics")).Content.ReadAsStringAsync());
        Array.ForEach(crowd, static socket => socket.Dispose());
    }

    /// <summary>All files that clients may have are taken by clients, and more of them come.</summary>
    [LinuxFact("only Linux tells how many files are open")]
    public async Task With_no_file_left_for_players_the_operator_is_still_answered()
    {
        var server = ServerChild.StartWithFiles(
            352, "--doors", "arena:0", "--store", "memory", "--max-connections-per-address", "1000", "--admin", "127.0.0.1:0", "--admin-token", AdminChild.Token);
        using var child = AdminChild.Of(server);
        var door = server.Output[0].Split("arena:")[1].Split(',', ' ')[0];
        var players = Enumerable.Range(0, 300).Select(_ => RawConnection.Open(int.Parse(door, CultureInfo.InvariantCulture))).ToArray();
        Assert.True(SpinWait.SpinUntil(() => players.Any(RawConnection.IsEnded), Patience.Limit));
        var refused = Enumerable.Range(0, 80).Select(_ => RawConnection.Open(child.Address.Port, "127.0.0.4")).ToArray();

        // As many of them as there are places at once, each on a connection of its own.
        for (var round = 0; round < 20; round++)
            Assert.StartsWith("HTTP/1.1 200 ", Say(child, $"GET /api/players HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {AdminChild.Token}\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);

        Assert.Contains("no-handle", (await child.SendAsync("POST", "/api/console", new { line = "status" })).Json.ToString(), StringComparison.Ordinal);
        Array.ForEach(players, static socket => socket.Dispose());
        Array.ForEach(refused, static socket => socket.Dispose());
        server.Type("quit");
        Assert.Equal(0, server.WaitForExit());
    }

    private static string Say(AdminChild child, string request)
    {
        using var socket = RawConnection.Open(child.Address.Port);
        return RawConnection.Say(socket, request);
    }

    private static string Post(AdminChild child, int length, bool isChunked)
    {
        var head = $"POST /api/say HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {AdminChild.Token}\r\nConnection: close\r\n";
        var body = new string('x', length);
        return Say(child, isChunked
            ? string.Create(CultureInfo.InvariantCulture, $"{head}Transfer-Encoding: chunked\r\n\r\n{length:x}\r\n{body}\r\n0\r\n\r\n")
            : string.Create(CultureInfo.InvariantCulture, $"{head}Content-Length: {length}\r\n\r\n{body}"));
    }
}
