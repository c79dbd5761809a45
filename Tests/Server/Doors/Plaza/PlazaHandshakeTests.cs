using System.Text;
using System.Text.Json;
using Ecs.Server.Metrics;
using Ecs.Tests.Testing;

namespace Ecs.Tests.Server.Doors.Plaza;

/// <summary>Paths, ids, tokens and names: who is let in, as what, and what plain requests get.</summary>
public sealed class PlazaHandshakeTests
{
    [Theory]
    [InlineData("/ws/0", 0u)]
    [InlineData("/ws/4294967295", 4_294_967_295u)]
    [InlineData("/ws/007", 7u)]
    [InlineData("/ws/%31%32", 12u)]
    public void Every_id_of_32_bits_gets_in(string target, uint id)
    {
        using var rig = new PlazaRig();
        var listener = rig.Enter(99);
        rig.Dial(target);
        rig.Run(1);

        Assert.Equal((2, id), (listener.Sayings[^1].Type, listener.Sayings[^1].Id));
    }

    [Theory]
    [InlineData("/ws/abc")]
    [InlineData("/ws/")]
    [InlineData("/ws/1.5")]
    [InlineData("/ws/1/2")]
    [InlineData("/ws/%201")]
    [InlineData("/ws/%FF")]
    [InlineData("/ws/-1")]
    [InlineData("/ws/7%00")]
    [InlineData("/ws/4294967296")]
    [InlineData("/ws/99999999999999999999999999")]
    [InlineData("/elsewhere")]
    [InlineData("/")]
    [InlineData("/rooms")]
    public void Whatever_is_no_path_of_a_player_is_refused_with_403(string target)
    {
        using var rig = new PlazaRig();
        Assert.StartsWith("HTTP/1.1 403 ", AnswerTo(rig, target), StringComparison.Ordinal);
        Assert.Equal(0, rig.Room.PlayerCount);
    }

    [Fact]
    public void An_extension_is_offered_and_declined()
    {
        using var rig = new PlazaRig();
        var client = WebSocketClient.Open(
            rig.Streams,
            "/ws/123",
            "Sec-WebSocket-Extensions: permessage-deflate; client_max_window_bits",
            "User-Agent: Python/3.11 websockets/10.4");
        rig.Run(1);
        client.Read();

        Assert.True(client.IsUpgraded);
        Assert.DoesNotContain("Extensions", client.Answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_token_is_asked_for_only_where_there_is_one()
    {
        using var rig = new PlazaRig(token: "open sesame");

        Assert.StartsWith("HTTP/1.1 403 ", AnswerTo(rig, "/ws/1"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", AnswerTo(rig, "/ws/1?token=open"), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 403 ", AnswerTo(rig, "/ws/1?token="), StringComparison.Ordinal);
        Assert.StartsWith("HTTP/1.1 101 ", AnswerTo(rig, "/ws/1?name=Ann&token=open+sesame"), StringComparison.Ordinal);
        using var open = new PlazaRig();
        Assert.StartsWith("HTTP/1.1 101 ", AnswerTo(open, "/ws/1?token=whatever"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_taken_or_invisible_gives_one_made_of_the_id()
    {
        using var rig = new PlazaRig();
        rig.Enter(1, "?name=Ann");
        var second = rig.Enter(2, "?name=ANN");
        var third = rig.Enter(3, "?name=%E2%80%8B");

        Assert.Equal(["1: Ann", "2: player-2", "3: player-3"], third.Names.Order(StringComparer.Ordinal));
        Assert.Equal("player-2", rig.Server.Server.Names.Find("player-2")!.Name);
        Assert.Contains("2: player-2", second.Names);
    }

    [Fact]
    public void Nobody_is_kept_out_by_somebody_who_bears_the_name_made_of_their_id()
    {
        using var rig = new PlazaRig();
        rig.Enter(1, "?name=player-123");
        rig.Enter(2, "?name=player-123-2");
        var original = rig.Enter(123);
        var again = rig.Enter(4, "?name=PLAYER-123");

        Assert.Contains("123: player-123-3", original.Names);
        Assert.Contains("4: player-4", again.Names);
        Assert.Equal(4, rig.Room.PlayerCount);
    }

    [Fact]
    public void The_server_speaks_under_an_id_that_no_client_bears()
    {
        using var rig = new PlazaRig();
        var highest = rig.Enter(4_294_967_295);
        var listener = rig.Enter(1);
        rig.Server.Server.Say("good evening");
        highest.Say("trust me");
        rig.Run(2);

        Assert.Equal(["4294967294: good evening", "4294967295: trust me"], listener.Chat.Order(StringComparer.Ordinal));
        highest.Leave();
        rig.Run(2);
        rig.Server.Server.Say("good night");
        rig.Run(2);
        Assert.Equal("4294967295: good night", listener.Chat[^1]);
    }

    [Fact]
    public void Five_wrong_tokens_a_minute_are_all_that_an_address_has()
    {
        using var rig = new PlazaRig(token: "open sesame");
        for (var guess = 0; guess < 5; guess++)
            Assert.StartsWith("HTTP/1.1 403 ", AnswerTo(rig, $"/ws/1?token={guess}"), StringComparison.Ordinal);

        for (var guess = 0; guess < 1_000; guess++)
            Assert.StartsWith("HTTP/1.1 429 ", AnswerTo(rig, $"/ws/1?token={guess}"), StringComparison.Ordinal);

        Assert.StartsWith("HTTP/1.1 429 ", AnswerTo(rig, "/ws/1?token=open+sesame"), StringComparison.Ordinal);
        Assert.Equal(0, rig.Room.PlayerCount);
        rig.RunSeconds(61);
        Assert.StartsWith("HTTP/1.1 101 ", AnswerTo(rig, "/ws/1?token=open+sesame"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/ws/1?name=[GG]Bob", "1: [GG]Bob")]
    [InlineData("/ws/1?name={x|y}^`\\", "1: {x|y}^`\\")]
    [InlineData("http://localhost:8000/ws/1?name=Ann", "1: Ann")]
    public void Addresses_are_read_as_browsers_and_proxies_write_them(string target, string name)
    {
        using var rig = new PlazaRig();
        var person = rig.Dial(target);
        rig.Run(1);

        Assert.Contains(name, person.Names);
    }

    [Fact]
    public void Who_comes_back_with_the_own_id_into_a_full_room_gets_the_place_that_it_leaves()
    {
        using var rig = new PlazaRig(players: 1);
        var former = rig.Enter(7, "?name=Ann");
        var again = rig.Enter(7, "?name=Ann");
        rig.Run(2);
        former.Hear();

        Assert.Equal(4001, former.Client.CloseCode);
        Assert.Equal(0, again.Client.CloseCode);
        Assert.Equal("Ann", Assert.Single(rig.Server.Server.Names.People).Name);
        Assert.Equal(1, rig.Room.World.PlayerCount);
    }

    [Fact]
    public void Who_closes_and_returns_within_a_tick_has_the_own_name_again()
    {
        using var rig = new PlazaRig();
        var former = rig.Enter(7, "?name=Ann");
        former.Client.SendClose(1000);
        rig.Enter(8, "?name=Ann");

        Assert.Equal("Ann", Assert.Single(rig.Server.Server.Names.People).Name);
    }

    [Fact]
    public void A_full_room_says_so_and_forgets_the_newcomer()
    {
        using var rig = new PlazaRig(players: 1);
        var first = rig.Enter(1);
        var second = rig.Dial("/ws/2");
        rig.Run(2);
        second.Hear();

        Assert.Equal((1013, "the room is full"), (second.Client.CloseCode, second.Client.CloseReason));
        Assert.Equal(1, rig.Drops(DropCause.Refused));
        Assert.Null(rig.Server.Server.Names.Find("player-2"));
        second.Hop(1, 1);
        first.Leave();
        rig.Run(10);
        Assert.StartsWith("HTTP/1.1 101 ", AnswerTo(rig, "/ws/2"), StringComparison.Ordinal);
    }

    [Fact]
    public void An_id_that_is_lent_to_a_bot_is_not_to_be_had_and_one_in_use_is_not_lent()
    {
        using var rig = new PlazaRig(bots: 1);
        rig.Run(1);
        Assert.StartsWith("HTTP/1.1 409 ", AnswerTo(rig, "/ws/2147483648"), StringComparison.Ordinal);

        var person = rig.Enter(0x8000_0001);
        rig.Room.SetBots(2);
        rig.RunSeconds(0.2);
        Assert.Equal([0x8000_0000u, 0x8000_0001u, 0x8000_0002u], person.State.Select(static entry => entry.Id).Order());
    }

    [Fact]
    public void The_list_of_rooms_and_modes_is_for_menus()
    {
        using var rig = new PlazaRig(bots: 3);
        rig.Enter(1);
        var answer = Get(rig, "/rooms");

        Assert.StartsWith("HTTP/1.1 200 OK\r\n", answer, StringComparison.Ordinal);
        Assert.Contains("application/json", answer, StringComparison.Ordinal);
        Assert.Contains("Access-Control-Allow-Origin: *", answer, StringComparison.Ordinal);
        using var list = JsonDocument.Parse(answer[(answer.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4)..]);
        var room = Assert.Single(list.RootElement.GetProperty("rooms").EnumerateArray());
        Assert.Equal(("plaza", "plaza", "plaza"), (Text(room, "name"), Text(room, "mode"), Text(room, "map")));
        Assert.Equal((4, 3, 128), (Number(room, "players"), Number(room, "bots"), Number(room, "limit")));
        Assert.Contains("plaza", list.RootElement.GetProperty("modes").EnumerateArray().Select(static mode => mode.GetString()));
    }

    [Fact]
    public void The_list_is_made_once_a_second_however_many_ask()
    {
        using var rig = new PlazaRig(bots: 1);
        var first = Get(rig, "/rooms");
        rig.Room.SetBots(5);
        Assert.Equal(first, Get(rig, "/rooms"));
        rig.RunSeconds(1);

        Assert.Contains("\"players\":5", Get(rig, "/rooms"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/", "404")]
    [InlineData("/ws/1", "426")]
    [InlineData("/ws/x", "403")]
    public void Plain_requests_for_anything_else_are_refused(string target, string status)
    {
        using var rig = new PlazaRig();
        Assert.StartsWith($"HTTP/1.1 {status} ", Get(rig, target), StringComparison.Ordinal);
    }

    private static string AnswerTo(PlazaRig rig, string target)
    {
        var person = rig.Dial(target);
        rig.Run(1);
        person.Hear();
        return person.Client.Answer;
    }

    private static string Get(PlazaRig rig, string target)
    {
        var stream = rig.Streams.Connect();
        stream.Send(Encoding.ASCII.GetBytes($"GET {target} HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        rig.Run(1);
        return Encoding.UTF8.GetString(stream.TakeAll());
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private static int Number(JsonElement element, string name) => element.GetProperty(name).GetInt32();
}
