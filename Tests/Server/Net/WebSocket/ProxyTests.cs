using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Net.WebSocket;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>Requests that come by way of an HTTP proxy on the loopback.</summary>
public sealed class ProxyTests
{
    private static readonly TrustedProxies Proxies = new(IPNetwork.Parse("127.0.0.0/8"));

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.7")]
    [InlineData("X-Forwarded-For: 198.51.100.1, 203.0.113.7, 127.0.0.5")]
    [InlineData("Forwarded: for=\"203.0.113.7:4711\"")]
    public void A_request_and_its_connection_are_the_person_s(string line)
    {
        using var rig = new WebSocketRig(proxies: Proxies);

        rig.Join("/", line);

        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(rig.Requests).Remote.Address);
        Assert.Equal(IPAddress.Parse("203.0.113.7"), Assert.Single(rig.Open).Remote.Address);
        Assert.False(rig.Open[0].IsLoopback);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 203.0.113.7")]
    [InlineData("Forwarded: for=203.0.113.7")]
    [InlineData("X-Forwarded-For: nonsense")]
    public void Without_trust_nobody_is_believed(string line)
    {
        using var rig = new WebSocketRig();

        rig.Join("/", line);

        Assert.Equal(IPAddress.Loopback, Assert.Single(rig.Open).Remote.Address);
        Assert.Equal(0, rig.Metrics.DropsOf(DropCause.Forwarded));
    }

    [Theory]
    [InlineData("X-Forwarded-For: nonsense")]
    [InlineData("Forwarded: for=\"203.0.113.7")]
    [InlineData("X-Forwarded-For: 203.0.113.7\r\nForwarded: for=198.51.100.1")]
    public void An_unclear_word_of_a_proxy_is_answered_400_and_counted(string line)
    {
        using var rig = new WebSocketRig(proxies: Proxies);

        var answer = rig.Ask($"GET / HTTP/1.1\r\nHost: a\r\n{line}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
        Assert.Equal((1, 0), (rig.Metrics.DropsOf(DropCause.Forwarded), rig.Metrics.DropsOf(DropCause.Malformed)));
        Assert.Empty(rig.Requests);
    }

    [Fact]
    public void Plain_requests_are_limited_by_person_and_not_by_proxy()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { GetsPerSecondOfAddress = 1 }, Proxies) { Answer = static _ => HttpAnswer.Ok("application/json", "[]"u8.ToArray()) };
        string[] answers = [.. Enumerable.Range(0, 9).Select(number =>
            rig.Ask($"GET /rooms HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 203.0.113.{number % 3}\r\n\r\n")[..12])];

        // Two at once for each of three people, and no third.
        Assert.Equal(6, answers.Count(static answer => answer == "HTTP/1.1 200"));
        Assert.Equal(3, answers.Count(static answer => answer == "HTTP/1.1 429"));
    }
}
