using System.Text;
using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Net.WebSocket;

/// <summary>What a request must be to become a WebSocket, and what it gets when it is not.</summary>
public sealed class HandshakeTests
{
    private const string Upgrade = "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n";
    private const string Key = "Sec-WebSocket-Key: " + WebSocketClient.Key + "\r\n";

    [Fact]
    public void The_example_of_the_standard_is_answered_byte_by_byte()
    {
        using var rig = new WebSocketRig();

        var answer = rig.Ask(WebSocketClient.Request("/chat"));

        Assert.Equal(
            "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + $"Sec-WebSocket-Accept: {WebSocketClient.Accept}\r\n\r\n",
            answer);
        Assert.Equal("/chat", Assert.Single(rig.Open).Path);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nUPGRADE: WebSocket\r\ncOnnection: keep-alive, Upgrade\r\nSec-WebSocket-Version: 13\r\n" + Key)]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nConnection: keep-alive\r\nConnection: upgrade\r\nUpgrade: h2c, websocket\r\nSec-WebSocket-Version: 13\r\n" + Key)]
    [InlineData("GET / HTTP/1.1\r\nHost:a\r\nX-Odd: \u00e9\t\u00ff\r\nX-Empty:\r\nContent-Length: 0\r\n" + Upgrade + Key)]
    [InlineData("GET HTTP://a:9913/?b=http://c/ HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData("GET https://a/ HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    public void Every_spelling_that_the_standard_allows_is_upgraded(string head)
    {
        using var rig = new WebSocketRig();

        Assert.StartsWith("HTTP/1.1 101 ", rig.Ask(head + "\r\n"), StringComparison.Ordinal);
        Assert.Equal(1, rig.Listener.ConnectionCount);
    }

    /// <summary>The requests of the original arena, plaza and survival clients, as they were recorded, and their answers.</summary>
    [Theory]
    [InlineData(
        "Owh4UUu47yKbzsN",
        "GET / HTTP/1.1\r\nHost: 127.0.0.1:9913\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: wulNjzSpiaChwfYsfmtWUw==\r\nSec-WebSocket-Version: 13\r\n\r\n")]
    [InlineData(
        "9UiLae3Uo2QkhuE+ihB7hTChj3Q=",
        "GET /ws/123 HTTP/1.1\r\nHost: localhost:8000\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        + "Sec-WebSocket-Key: MsBjVv08qHhhDbpjMMrvRg==\r\nSec-WebSocket-Version: 13\r\n"
        + "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits\r\nUser-Agent: Python/3.11 websockets/10.4\r\n\r\n")]
    [InlineData(
        "",
        "GET /?token=t HTTP/1.1\r\nhost: 127.0.0.1:3000\r\nconnection: upgrade\r\nupgrade: websocket\r\n"
        + "sec-websocket-key: 4E7++9ipXnyUcG5oV3qg4w==\r\nsec-websocket-version: 13\r\n"
        + "sec-websocket-extensions: permessage-deflate; client_max_window_bits\r\naccept: */*\r\naccept-language: *\r\n"
        + "sec-fetch-mode: websocket\r\nuser-agent: node\r\npragma: no-cache\r\ncache-control: no-cache\r\n"
        + "accept-encoding: gzip, deflate\r\n\r\n")]
    public void The_original_clients_are_upgraded_without_extensions(string accept, string head)
    {
        using var rig = new WebSocketRig();

        var answer = rig.Ask(head);

        Assert.StartsWith("HTTP/1.1 101 ", answer, StringComparison.Ordinal);
        Assert.Contains($"Sec-WebSocket-Accept: {accept}", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Extensions", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(400, "GET / HTTP/1.1\r\n" + Upgrade + Key)] // no host
    [InlineData(400, "GET / HTTP/1.1\r\nHost:\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\n" + Upgrade)] // no key
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\n" + Upgrade + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\n" + Upgrade + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25j!Q==\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n" + Key)] // no connection line
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n" + Upgrade + Key)]
    [InlineData(426, "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\n" + Key)]
    [InlineData(426, "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" + Key)]
    [InlineData(426, "GET / HTTP/1.1\r\nHost: a\r\n")] // a WebSocket path asked for like a page
    [InlineData(405, "POST / HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(405, "HEAD / HTTP/1.1\r\nHost: a\r\n")]
    [InlineData(505, "GET / HTTP/1.0\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(505, "GET / HTTP/2.0\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTPP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET /\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET http://a HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET http:/// HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET ftp://a/ HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET http://a?/b c HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET /\" HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET * HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET /a b HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET /\u0001 HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET /\u00e9 HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET /#part HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "G(T / HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, " GET / HTTP/1.1\r\nHost: a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\n folded: b\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost : a\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\n: b\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nno colon\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n" + Upgrade + Key)]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nX: a\nY: b\r\n" + Upgrade + Key)] // a bare line feed
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x10\r\n")]
    [InlineData(400, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n")]
    [InlineData(413, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 65537\r\n")]
    [InlineData(413, "GET / HTTP/1.1\r\nHost: a\r\nContent-Length: 99999999999999999999\r\n")]
    public void A_bad_request_gets_its_status_and_the_end_of_the_connection(int status, string head)
    {
        using var rig = new WebSocketRig();
        var client = rig.Streams.Connect();

        client.Send(Encoding.Latin1.GetBytes(head + "\r\n"));
        rig.Run(1);

        var answer = Encoding.Latin1.GetString(client.TakeAll());
        Assert.StartsWith($"HTTP/1.1 {status} ", answer, StringComparison.Ordinal);
        Assert.Contains("\r\nConnection: close\r\n", answer, StringComparison.Ordinal);
        Assert.Equal(status == 426, answer.Contains("\r\nSec-WebSocket-Version: 13\r\n", StringComparison.Ordinal));
        Assert.Equal(status == 405, answer.Contains("\r\nAllow: GET\r\n", StringComparison.Ordinal));
        Assert.True(client.IsClosed);
        Assert.Equal(0, rig.Listener.HandshakeCount);
        Assert.Empty(rig.Open);
        Assert.Equal(1, DropCauses(rig));
    }

    [Fact]
    public void Lines_and_heads_that_are_too_long_are_refused_before_they_end()
    {
        using var rig = new WebSocketRig();
        var padding = new string('a', 10_000);

        Assert.StartsWith("HTTP/1.1 414 ", rig.Ask("GET /" + padding), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 431 ", rig.Ask("GET / HTTP/1.1\r\nHost: a\r\nX: " + padding), StringComparison.Ordinal);
        var many = string.Concat(Enumerable.Repeat("X: b\r\n", 64));
        Assert.StartsWith("HTTP/1.1 431 ", rig.Ask("GET / HTTP/1.1\r\nHost: a\r\n" + many + "\r\n"), StringComparison.Ordinal);
        Assert.Equal(3, rig.Metrics.DropsOf(DropCause.TooLong));
    }

    [Fact]
    public void Another_protocol_is_refused_at_its_first_byte()
    {
        using var rig = new WebSocketRig();

        Assert.StartsWith("HTTP/1.1 400 ", rig.Ask("\u0016\u0003\u0001"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_head_may_come_byte_by_byte_and_frames_right_behind_it()
    {
        using var rig = new WebSocketRig();
        var stream = rig.Streams.Connect();
        var bytes = Encoding.Latin1.GetBytes(WebSocketClient.Request("/a?b=c"));
        foreach (var single in bytes.AsSpan(0, bytes.Length - 1))
        {
            stream.Send([single]);
            rig.Run(1);
        }

        Assert.Equal(0, stream.Received.Length);
        stream.Send([bytes[^1], .. WebSocketClient.FrameOf(WebSocketOpcode.Text, "at once"u8)]);
        rig.Run(1);

        Assert.Equal(("/a", "b=c"), (rig.Open[0].Path, rig.Open[0].Query));
        Assert.Equal(["at once"], rig.Texts);
    }

    [Fact]
    public void Offered_extensions_and_subprotocols_are_declined_by_silence()
    {
        using var rig = new WebSocketRig();

        var client = rig.Join("/", "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits", "Sec-WebSocket-Protocol: chat");

        Assert.DoesNotContain("Extensions", client.Answer, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("Protocol:", client.Answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_handler_decides_by_path_and_query()
    {
        using var rig = new WebSocketRig();
        rig.Answer = static request => request.After("/ws/") is { } id
            ? int.TryParse(id, out _) ? HttpAnswer.Upgrade : HttpAnswer.Refuse(403)
            : HttpAnswer.Refuse(404);

        Assert.StartsWith("HTTP/1.1 101 ", rig.Ask(WebSocketClient.Request("/ws/%317?token=a%20b+c%26")), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", rig.Ask(WebSocketClient.Request("/ws/me")), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 404 ", rig.Ask(WebSocketClient.Request("/other")), StringComparison.Ordinal);
        Assert.Equal("a b c&", rig.Requests[0].QueryValue("token"));
        Assert.Equal(2, rig.Metrics.DropsOf(DropCause.Refused));
    }

    [Fact]
    public void Plain_requests_get_bodies_up_to_their_own_rate()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { AllowOrigin = "*", GetsPerSecond = 10 });
        rig.Answer = static request => request.IsUpgrade ? HttpAnswer.Upgrade : HttpAnswer.Ok("application/json", "[]"u8.ToArray());

        Assert.Equal(
            "HTTP/1.1 200 OK\r\nConnection: close\r\nCache-Control: no-store\r\nAccess-Control-Allow-Origin: *\r\n"
            + "Content-Type: application/json\r\nContent-Length: 2\r\n\r\n[]",
            rig.Ask("GET /rooms HTTP/1.1\r\nHost: a\r\n\r\n"));
        var answers = Enumerable.Range(0, 40).Select(_ => rig.Ask("GET /rooms HTTP/1.1\r\nHost: a\r\n\r\n")[..12]).ToList();
        Assert.InRange(answers.Count(static answer => answer == "HTTP/1.1 200"), 19, 30);
        Assert.Equal("HTTP/1.1 429", answers[^1]);
        Assert.True(rig.Join().IsUpgraded);
        rig.RunSeconds(2);
        Assert.StartsWith("HTTP/1.1 200", rig.Ask("GET /rooms HTTP/1.1\r\nHost: a\r\n\r\n"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_full_or_stopping_listener_says_503()
    {
        using var rig = new WebSocketRig(new WebSocketOptions { ConnectionLimit = 1 });
        var first = rig.Join();

        Assert.StartsWith("HTTP/1.1 503 ", rig.Ask(WebSocketClient.Request()), StringComparison.Ordinal);
        first.Stream.Close();
        rig.Run(1);
        rig.Join();
        rig.Listener.BeginStop();
        Assert.StartsWith("HTTP/1.1 503 ", rig.Ask(WebSocketClient.Request()), StringComparison.Ordinal);
        Assert.Equal(2, rig.Metrics.DropsOf(DropCause.Refused));
    }

    private static long DropCauses(WebSocketRig rig) => Enum.GetValues<DropCause>().Sum(rig.Metrics.DropsOf);
}
