using System.Text.Json;
using Ecs.Protocol;
using Ecs.Server.Options;
using Ecs.Server.Rooms;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Web;

/// <summary>What a server says of itself to whoever asks.</summary>
[Collection(SocketLane.Name)]
public sealed class StatusTests
{
    [Fact]
    public async Task A_menu_learns_the_rooms_who_is_in_them_and_where_else_to_go()
    {
        var options = new WebOptions { Servers = "Friends=https://example.org,Second = http://10.0.0.1:9080/" };
        using var rig = new WebRig(options, rooms: [new RoomOptions { Bots = 3 }, new RoomOptions { Name = "den", Mode = "waves", PlayerLimit = 7 }]);
        rig.Seat("ada");
        rig.PassTicks(20);

        using var answer = await rig.Http.GetAsync(new Uri("/api/server", UriKind.Relative));
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        var root = json.RootElement;
        var rooms = root.GetProperty("rooms");

        Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.ToString());
        Assert.Equal("A server", root.GetProperty("name").GetString());
        Assert.Equal(Limits.Version, root.GetProperty("protocol").GetInt32());
        Assert.Equal("off", root.GetProperty("accounts").GetString());
        Assert.True(root.GetProperty("passwords").GetBoolean());
        Assert.Equal("/play", root.GetProperty("socket").GetString());
        Assert.Equal(
            """[{"name":"Friends","url":"https://example.org"},{"name":"Second","url":"http://10.0.0.1:9080/"}]""", root.GetProperty("servers").GetRawText());
        Assert.Equal(2, rooms.GetArrayLength());
        Assert.Equal("""{"name":"arena","mode":"arena","map":"arena","players":4,"bots":3,"limit":128,"locked":false}""", rooms[0].GetRawText());
        Assert.Equal("""{"name":"den","mode":"waves","map":"waves","players":0,"bots":0,"limit":7,"locked":false}""", rooms[1].GetRawText());
    }

    [Theory]
    [InlineData("Host: localhost\r\n", true)]
    [InlineData("Host: 127.0.0.1:9080\r\n", true)]
    [InlineData("Host: [::1]:9080\r\n", true)]
    [InlineData("Host: evil.example\r\n", false)]
    [InlineData("Host: localhost\r\nX-Forwarded-For: 198.51.100.7\r\n", false)]
    [InlineData("Host: localhost\r\nForwarded: for=198.51.100.7;proto=https\r\n", false)]
    [InlineData("Host: localhost\r\nX-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Proto: https\r\n", false)]
    public void A_password_is_wanted_only_where_nobody_can_read_along(string headers, bool wanted)
    {
        using var rig = new WebRig();

        var answer = rig.Say($"GET /api/server HTTP/1.1\r\n{headers}Connection: close\r\n\r\n");

        Assert.Contains($"\"passwords\":{(wanted ? "true" : "false")}", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n", true)]
    [InlineData("X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: http\r\n", false)]
    [InlineData("X-Forwarded-For: 198.51.100.7\r\n", false)]
    public void A_trusted_proxy_says_whether_its_client_came_by_tls(string headers, bool wanted)
    {
        var connection = new ConnectionOptions { TrustedProxies = new Ecs.Server.Net.Proxies.TrustedProxies(System.Net.IPNetwork.Parse("127.0.0.0/8")) };
        using var rig = new WebRig(connection: connection);

        var answer = rig.Say($"GET /api/server HTTP/1.1\r\nHost: play.example.org\r\n{headers}Connection: close\r\n\r\n");

        Assert.Contains($"\"passwords\":{(wanted ? "true" : "false")}", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Friends")]
    [InlineData("=https://example.org")]
    [InlineData("Friends=javascript://alert(1)")]
    [InlineData("Friends=https://user:word@example.org")]
    [InlineData("a\u0007b=https://example.org")]
    public void A_server_that_is_none_ends_the_start(string servers)
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, $"# ours\n{servers}\n");
        try
        {
            Assert.False(Ecs.Server.Web.OtherServers.TryRead(file, out _, out var fault));
            Assert.DoesNotContain('\n', fault);
        }
        finally
        {
            File.Delete(file);
        }
    }
}
