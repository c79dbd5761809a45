using System.Net.WebSockets;
using Ecs.Protocol;
using Ecs.Server.Options;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Web;

/// <summary>Which pages may open the socket.</summary>
[Collection(SocketLane.Name)]
public sealed class OriginTests
{
    private static readonly string Subprotocol = $"ecs.{Limits.Version}";

    [Theory]
    [InlineData("http://example.org")]
    [InlineData("https://example.org")]
    [InlineData("http://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost:{0}")]
    [InlineData("http://127.0.0.1.example.org:{0}")]
    [InlineData("file://127.0.0.1:{0}")]
    [InlineData("null")]
    [InlineData("https://friends.example.org.evil.example")]
    public async Task A_foreign_page_is_refused(string origin)
    {
        using var rig = new WebRig(new WebOptions { Origins = ["https://friends.example.org"] });
        var refused = await Assert.ThrowsAsync<WebSocketException>(() => rig.DialAsync(Subprotocol, Of(origin, rig)));

        Assert.Contains("403", refused.Message, StringComparison.Ordinal);
        Assert.Equal(0, rig.Ask(static server => server.Doors[0].SessionCount));
    }

    [Theory]
    [InlineData("http://127.0.0.1:{0}")]
    [InlineData("https://friends.example.org")]
    [InlineData("HTTPS://Friends.Example.org")]
    [InlineData(null)]
    public async Task Our_own_page_those_that_are_named_and_programs_are_let_in(string? origin)
    {
        using var rig = new WebRig(new WebOptions { Origins = ["https://friends.example.org"] });

        using var socket = await rig.DialAsync(Subprotocol, origin is null ? null : Of(origin, rig));

        Assert.Equal(WebSocketState.Open, socket.State);
        Assert.Equal(Subprotocol, socket.SubProtocol);
    }

    private static string Of(string origin, WebRig rig) => string.Format(System.Globalization.CultureInfo.InvariantCulture, origin, rig.Port);
}
