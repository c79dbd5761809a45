using System.Net;
using System.Net.Http.Headers;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Web;

/// <summary>The files of the page, and all that is no file of it.</summary>
[Collection(SocketLane.Name)]
public sealed class PageTests
{
    [Theory]
    [InlineData("/", "text/html; charset=utf-8", "<!doctype html><title>a page</title>")]
    [InlineData("/index.html", "text/html; charset=utf-8", "<!doctype html><title>a page</title>")]
    [InlineData("/style.css", "text/css; charset=utf-8", "body { margin: 0 }")]
    [InlineData("/modules/main.js", "text/javascript; charset=utf-8", "export const answer = 42;")]
    [InlineData("/style.css?again", "text/css; charset=utf-8", "body { margin: 0 }")]
    public async Task A_file_comes_with_its_type_and_with_the_headers_that_keep_it_to_itself(string path, string type, string text)
    {
        using var rig = new WebRig();

        using var answer = await rig.Http.GetAsync(new Uri(path, UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType?.ToString());
        Assert.Equal(text, await answer.Content.ReadAsStringAsync());
        Assert.Equal(
            "default-src 'self'; connect-src 'self' ws: wss: http: https:; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
            Assert.Single(answer.Headers.GetValues("Content-Security-Policy")));
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal("DENY", Assert.Single(answer.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("no-referrer", Assert.Single(answer.Headers.GetValues("Referrer-Policy")));
        Assert.False(answer.Headers.Contains("Server"));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task What_a_browser_has_is_not_sent_again_and_another_one_is()
    {
        using var rig = new WebRig();
        using var first = await rig.Http.GetAsync(new Uri("/style.css", UriKind.Relative));
        var tag = first.Headers.ETag!;

        async Task<HttpStatusCode> AskAsync(EntityTagHeaderValue known)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/style.css");
            request.Headers.IfNoneMatch.Add(known);
            using var answer = await rig.Http.SendAsync(request);
            return answer.StatusCode;
        }

        Assert.Equal(HttpStatusCode.NotModified, await AskAsync(tag));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(new EntityTagHeaderValue("\"of yesterday\"")));
    }

    [Theory]
    [InlineData("/nothing")]
    [InlineData("/modules")]
    [InlineData("/modules/")]
    [InlineData("/INDEX.HTML")]
    [InlineData("/secret.key")]
    [InlineData("/../secret.key")]
    [InlineData("/../../../../../../etc/passwd")]
    [InlineData("/modules/../../../../../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("/%2e%2e%2f%2e%2e%2fetc/passwd")]
    [InlineData("/....//....//etc/passwd")]
    [InlineData("/..\\..\\etc\\passwd")]
    [InlineData("/%5c..%5c..%5cetc%5cpasswd")]
    [InlineData("//etc/passwd")]
    [InlineData("/file:///etc/passwd")]
    [InlineData("/%252e%252e/etc/passwd")]
    [InlineData("/api")]
    [InlineData("/api/")]
    [InlineData("/api/servers")]
    [InlineData("/play/")]
    public void What_is_no_file_of_the_page_is_not_there(string path)
    {
        using var rig = new WebRig();

        var answer = rig.Say($"GET {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 404 ", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("business", answer, StringComparison.Ordinal);
        Assert.Empty(rig.Log.Lines);
    }

    [Theory]
    [InlineData("POST", "/")]
    [InlineData("PUT", "/style.css")]
    [InlineData("DELETE", "/index.html")]
    [InlineData("POST", "/api/server")]
    [InlineData("POST", "/play")]
    [InlineData("GET", "/api/login")]
    public async Task Only_what_can_be_asked_is(string method, string path)
    {
        using var rig = new WebRig();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await rig.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")]
    [InlineData("Upgrade: h2c\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")]
    [InlineData("Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 8\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n")]
    public void Who_does_not_ask_for_a_socket_gets_none(string headers)
    {
        using var rig = new WebRig();

        // Whoever asks for an upgrade keeps the connection's header to that.
        var close = headers.Contains("Connection", StringComparison.Ordinal) ? "" : "Connection: close\r\n";
        var answer = rig.Say($"GET /play HTTP/1.1\r\nHost: localhost\r\n{close}{headers}\r\nGET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 426 ", answer, StringComparison.Ordinal);
        Assert.Equal(1, rig.Metrics.DropsOf(DropCause.Refused));
    }

    [Fact]
    public void A_key_that_is_none_is_a_bad_request()
    {
        using var rig = new WebRig();

        var answer = rig.Say(
            "GET /play HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: short\r\n\r\n"
            + "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 400 ", answer, StringComparison.Ordinal);
    }
}
