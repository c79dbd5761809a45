using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ecs.Protocol;
using Ecs.Server.Metrics;
using Ecs.Server.Options;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Xunit.Abstractions;

namespace Ecs.Tests.Server.Web;

/// <summary>Requests that are too long, too slow or too many.</summary>
[Collection(AloneLane.Name)]
public sealed class HostileHeadTests(ITestOutputHelper output)
{
    private static readonly int HalfHeads = DeepRun.Or("WEB_HALF_HEADS", 60);

    private static readonly string Upgrade =
        $"GET /play HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Protocol: ecs.{Limits.Version}\r\n"
        + "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";

    [Theory]
    [InlineData("GET /{0} HTTP/1.1\r\nHost: a\r\n\r\n", 1 << 16, "414")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nX-Long: {0}\r\n\r\n", 1 << 16, "431")]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\nnonsense {0}\r\n\r\n", 3, "200")]
    [InlineData("GET / HTTP/1.1\r\nHost: {0} a\r\n\r\n", 3, "400")]
    [InlineData("GET / HTTP/1.1\r\n\r\n", 0, "400")]
    [InlineData("GET /\0{0} HTTP/1.1\r\nHost: a\r\n\r\n", 1, "400")]
    [InlineData("GET /%00{0} HTTP/1.1\r\nHost: a\r\n\r\n", 1, "400")]
    [InlineData("{0} / HTTP/9.9\r\nHost: a\r\n\r\n", 1, "505")]
    public void Each_is_told_no_and_the_log_stays_empty(string head, int length, string status)
    {
        using var rig = new WebRig();

        var answer = rig.Say(head.Replace("{0}", new string('a', length), StringComparison.Ordinal));

        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Empty(rig.Log.Lines);
        Assert.Contains("HTTP/1.1 200 ", rig.Say("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void Half_heads_do_not_slow_an_honest_join_and_are_gone_in_eight_seconds()
    {
        using var rig = new WebRig(connection: new ConnectionOptions { AddressLimit = 4096, Limit = 1024 });
        var slow = Enumerable.Range(0, HalfHeads).Select(_ => rig.Connect("127.0.0.2")).ToArray();
        Array.ForEach(slow, static socket => socket.Send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "u8));
        var start = Stopwatch.GetTimestamp();
        var joins = new List<double>();
        while (Stopwatch.GetElapsedTime(start).TotalSeconds < 8 && !Array.TrueForAll(slow, RawConnection.IsEnded))
        {
            var began = Stopwatch.GetTimestamp();
            using var honest = rig.Connect();
            honest.Send(Encoding.ASCII.GetBytes(Upgrade));
            Assert.Equal("HTTP/1.1 101 ", Encoding.ASCII.GetString(Read(honest, 13)));
            joins.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            Thread.Sleep(40);
        }

        var took = Stopwatch.GetElapsedTime(start).TotalSeconds;
        joins.Sort();
        output.WriteLine($"{HalfHeads} half heads gone after {took:0.0} s, {joins.Count} joins, p99 {joins[joins.Count * 99 / 100]:0.0} ms");
        Assert.All(slow, static socket => Assert.True(RawConnection.IsEnded(socket)));
        Assert.InRange(joins[joins.Count * 99 / 100], 0, 500);
        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public void Connections_over_the_limit_are_told_so_and_those_of_one_address_are_reset()
    {
        var connection = new ConnectionOptions { Limit = 1, AddressLimit = 100 };
        using var rig = new WebRig(connection: connection);
        string[] people = ["127.0.0.2", "127.0.0.3", "127.0.0.4"];
        var idle = Enumerable.Range(0, 258).Select(index => rig.Connect(people[index % people.Length])).ToArray();
        Array.ForEach(idle, static socket => socket.Send("GET / HTTP/1.1\r\nHost: a\r\nX-Slow: "u8));
        SpinWait.SpinUntil(() => Array.TrueForAll(idle, static socket => socket.Connected), Patience.Limit);

        var over = rig.Say("GET / HTTP/1.1\r\nHost: a\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 503 ", over, StringComparison.Ordinal);
        Assert.Contains("Connection: close", over, StringComparison.Ordinal);
        var several = Enumerable.Range(0, 20).Select(_ => rig.Connect(people[0])).ToArray();
        Assert.True(SpinWait.SpinUntil(() => several.Count(RawConnection.IsEnded) >= 6, Patience.Limit), "86 + 20 connections of one address that may have 100");
        Assert.InRange(rig.Metrics.DropsOf(DropCause.Refused), 7, long.MaxValue);
    }

    [Fact]
    public void A_socket_more_than_an_address_may_have_is_told_503()
    {
        var proxy = new Ecs.Server.Net.Proxies.TrustedProxies(IPNetwork.Parse("127.0.0.0/8"));
        using var rig = new WebRig(connection: new ConnectionOptions { AddressLimit = 2, TrustedProxies = proxy });
        var sockets = Enumerable.Range(0, 3).Select(_ => rig.Connect()).ToArray();
        var request = Upgrade.Replace("\r\n\r\n", "\r\nX-Forwarded-For: 198.51.100.7\r\n\r\n", StringComparison.Ordinal);

        string[] answers = [.. sockets.Select(socket =>
        {
            socket.Send(Encoding.ASCII.GetBytes(request));
            return Encoding.ASCII.GetString(Read(socket, 12));
        })];

        Assert.Equal(["HTTP/1.1 101", "HTTP/1.1 101", "HTTP/1.1 503"], answers);
    }

    private static byte[] Read(Socket socket, int bytes)
    {
        var read = new byte[bytes];
        for (var length = 0; length < bytes;)
        {
            var count = socket.Receive(read.AsSpan(length));
            length += count == 0 ? throw new EndOfStreamException() : count;
        }

        return read;
    }
}
