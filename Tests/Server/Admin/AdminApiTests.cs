using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Ecs.Server.Recording;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Admin;

/// <summary>The operator's API, as its document says it, on a running server.</summary>
[Collection(ProcessLane.Name)]
public sealed class AdminApiTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ecs-admin-").FullName;

    private string Record => Path.Combine(_folder, "evening.rec");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Every_route_of_the_document_is_there_takes_the_token_and_does_what_it_says()
    {
        using var child = AdminChild.StartWithToken("--record", Record, "--bots", "2", "--room", "den=waves");
        await WaitForTickAsync(child, "arena", 90);
        (string Route, string Path, object? Body, int Status)[] calls =
        [
            ("GET /api/server", "/api/server", null, 200),
            ("GET /api/ticks", "/api/ticks", null, 200),
            ("POST /api/say", "/api/say", new { text = "good evening" }, 200),
            ("POST /api/console", "/api/console", new { line = "status", room = "den" }, 200),
            ("GET /api/players", "/api/players", null, 200),
            ("POST /api/players/kick", "/api/players/kick", new { player = "nobody" }, 404),
            ("GET /api/bans", "/api/bans", null, 200),
            ("POST /api/bans", "/api/bans", new { subject = "mallory", minutes = 5, reason = "spam" }, 200),
            ("POST /api/bans/lift", "/api/bans/lift", new { subject = "mallory" }, 200),
            ("GET /api/rooms", "/api/rooms", null, 200),
            ("POST /api/rooms", "/api/rooms", new { name = "vip", mode = "plaza" }, 200),
            ("POST /api/rooms/{room}/pause", "/api/rooms/vip/pause", null, 200),
            ("POST /api/rooms/{room}/resume", "/api/rooms/vip/resume", null, 200),
            ("POST /api/rooms/{room}/map", "/api/rooms/arena/map", new { map = "bunkers" }, 200),
            ("POST /api/rooms/{room}/bots", "/api/rooms/den/bots", new { count = 3 }, 200),
            ("POST /api/rooms/{room}/recording/stop", "/api/rooms/den/recording/stop", null, 200),
            ("POST /api/rooms/{room}/recording/start", "/api/rooms/den/recording/start", null, 200),
            ("DELETE /api/rooms/{room}", "/api/rooms/vip", null, 200),
            ("GET /api/recordings", "/api/recordings", null, 200),
            ("GET /api/recordings/{file}", "/api/recordings/evening.rec.arena", null, 200),
            ("POST /api/recordings/{file}/trim", "/api/recordings/evening.rec.den.1/trim", new { from = 5, to = 20 }, 200),
            ("GET /api/events", "/api/events", null, 200),
        ];
        using var document = JsonDocument.Parse(await child.Stranger.GetStringAsync(new Uri("/openapi.json", UriKind.Relative)));
        var routes = document.RootElement.GetProperty("paths").EnumerateObject()
            .SelectMany(static path => path.Value.EnumerateObject().Select(method => $"{method.Name.ToUpperInvariant()} {path.Name}"));
        Assert.Equal(routes.Order(StringComparer.Ordinal), calls.Select(static call => call.Route).Order(StringComparer.Ordinal));

        foreach (var (route, path, body, expected) in calls)
        {
            var method = new HttpMethod(route.Split(' ')[0]);
            using var without = await SendAsync(child.Stranger, method, path, body);
            Assert.Equal((route, HttpStatusCode.Unauthorized), (route, without.StatusCode));
            Assert.Equal("Bearer", without.Headers.WwwAuthenticate.ToString());
            using var with = await RetryAsync(() => SendAsync(child.Http, method, path, body));
            Assert.True((int)with.StatusCode == expected, $"{route}: {(int)with.StatusCode} {(expected == 200 && path.EndsWith("events", StringComparison.Ordinal) ? "" : await with.Content.ReadAsStringAsync())}");
        }

        // Every call is in the log, and the token is not.
        child.Server.WaitForError("called GET /api/events: 200");
        foreach (var (route, path, _, status) in calls)
            Assert.Contains(child.Server.Errors, line => line.Contains($"127.0.0.1 called {route.Split(' ')[0]} {path}: {status}", StringComparison.Ordinal));
        Assert.Contains(child.Server.Errors, static line => line.Contains("admin orders: status", StringComparison.Ordinal));
        Assert.DoesNotContain(child.Server.Errors.Concat(child.Server.Output), static line => line.Contains(AdminChild.Token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task People_are_listed_kicked_and_banned()
    {
        using var child = AdminChild.StartWithToken();
        using var ada = child.Server.Connect("ada");
        child.Server.Turn(ada, () => ada.IsInRoom);

        var player = Assert.Single((await child.ReadAsync("/api/players")).EnumerateArray());
        Assert.Equal(("ada", "arena", "player"), (player.GetProperty("name").GetString(), player.GetProperty("room").GetString(), player.GetProperty("role").GetString()));
        Assert.StartsWith("127.0.0.1", player.GetProperty("address").GetString(), StringComparison.Ordinal);

        Assert.Equal(200, (await child.SendAsync("POST", "/api/players/kick", new { player = "Ada", text = "for a break" })).Status);
        child.Server.Turn(ada, () => ada.EndReason == Ecs.Protocol.Reason.Kicked);
        Assert.Equal(200, (await child.SendAsync("POST", "/api/bans", new { subject = "ada", reason = "again" })).Status);
        using var again = child.Server.Connect("ada");
        child.Server.Turn(again, () => again.Refusals.TryTake(out var told) && told.Reason == Ecs.Protocol.Reason.Banned && told.Text.EndsWith("again", StringComparison.Ordinal));
        Assert.Equal("again", Assert.Single((await child.ReadAsync("/api/bans")).EnumerateArray()).GetProperty("reason").GetString());
    }

    [Fact]
    public async Task A_recording_begins_ends_is_brought_home_and_cut_while_the_room_plays()
    {
        using var child = AdminChild.StartWithToken("--bots", "2");
        Assert.Equal(409, (await child.SendAsync("POST", "/api/rooms/arena/recording/stop")).Status);
        Assert.Equal(404, (await child.SendAsync("POST", "/api/rooms/nowhere/recording/start")).Status);
        using var other = AdminChild.StartWithToken("--bots", "2", "--record", Record, "--duration", "0");
        await WaitForTickAsync(other, "arena", 60);
        Assert.Equal(409, (await other.SendAsync("POST", "/api/rooms/arena/recording/start")).Status);
        Assert.Equal("evening.rec", Assert.Single((await other.ReadAsync("/api/rooms")).EnumerateArray()).GetProperty("recording").GetString());

        Assert.Equal(200, (await other.SendAsync("POST", "/api/rooms/arena/recording/stop")).Status);
        var start = await SendUntilAsync(other, "/api/rooms/arena/recording/start");
        Assert.Contains("evening.rec.arena", start.GetProperty("answer").GetString(), StringComparison.Ordinal);
        var trim = await other.SendAsync("POST", "/api/recordings/evening.rec/trim", new { from = 10, to = 30 });
        Assert.True(trim.Status == 200, trim.Json.ToString());
        Assert.Equal("evening.rec.trim-10-30 has the ticks 10 to 30, 0 of them with another hash than recorded.", trim.Json.GetProperty("answer").GetString());

        var home = Path.Combine(_folder, "home");
        await File.WriteAllBytesAsync(home, await other.Http.GetByteArrayAsync(new Uri("/api/recordings/evening.rec", UriKind.Relative)));
        Assert.True(RecordingReader.TryOpen(home, TestGames.Shipped, out var reader, out var fault), fault);
        using (reader)
            Assert.True(reader.IsComplete && reader.TickCount >= 60);
        string[] files = [.. (await other.ReadAsync("/api/recordings")).EnumerateArray().Select(static file => file.GetProperty("file").GetString()!).Order(StringComparer.Ordinal)];
        Assert.Equal(["evening.rec", "evening.rec.arena", "evening.rec.trim-10-30"], files);
        foreach (var path in (string[])["/api/recordings/..%2f..%2fetc%2fpasswd", "/api/recordings/home", "/api/recordings/%2e%2e", "/api/recordings/evening.rec%00"])
        {
            using var answer = await other.GetAsync(path);
            Assert.True(answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.BadRequest, path);
        }
    }

    [Theory]
    [InlineData("{", 400)]
    [InlineData("[]", 400)]
    [InlineData("{}", 400)]
    [InlineData("""{"text":7}""", 400)]
    [InlineData("""{"text":"hello","more":1}""", 400)]
    [InlineData("""{"text":"\u0007"}""", 400)]
    [InlineData("""{"text":"hello"}""", 200)]
    public async Task What_makes_no_sense_is_told_so(string body, int expected)
    {
        using var child = AdminChild.StartWithToken();
        using var content = new StringContent(body);
        using var answer = await child.Http.PostAsync(new Uri("/api/say", UriKind.Relative), content);

        Assert.Equal(expected, (int)answer.StatusCode);
        Assert.Equal(405, (int)(await child.GetAsync("/api/say")).StatusCode);
        Assert.Equal(404, (int)(await child.GetAsync("/api/nothing")).StatusCode);
    }

    [Fact]
    public async Task Events_tell_who_comes_what_is_said_and_how_the_server_is()
    {
        using var child = AdminChild.StartWithToken("--room", "den=waves");
        using var stream = new StreamReader(await child.Http.GetStreamAsync(new Uri("/api/events", UriKind.Relative)));
        using var ada = child.Server.Connect("ada");
        child.Server.Turn(ada, () => ada.IsInRoom);
        await child.SendAsync("POST", "/api/say", new { text = "good evening" });

        var (came, said, state) = (false, false, false);
        using var patience = new CancellationTokenSource(Patience.Limit);
        while (!came || !said || !state)
        {
            var line = await stream.ReadLineAsync(patience.Token) ?? throw new InvalidOperationException("the stream ended");
            came |= line == """data: {"kind":"came","room":"arena","name":"ada","text":""}""";
            said |= line == """data: {"kind":"said","room":"den","name":"","text":"good evening"}""";
            state |= line.StartsWith("data: {\"server\":{\"name\":\"Ecs\"", StringComparison.Ordinal) && line.Contains("\"name\":\"ada\"", StringComparison.Ordinal);
        }

        // A stream that is open keeps nobody from stopping.
        child.Server.Type("quit");
        Assert.Equal(0, child.Server.WaitForExit());
    }

    [Fact]
    public async Task Whoever_guesses_is_not_looked_at_any_more_wherever_they_guess()
    {
        using var child = AdminChild.StartWithToken();
        for (var guess = 0; guess < 40; guess++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(guess % 2 == 0 ? "/api/server" : "/api/rooms", UriKind.Relative));
            request.Headers.Authorization = new("Bearer", $"guess-{guess}");
            using var answer = await child.Stranger.SendAsync(request);
            Assert.Equal(guess < 5 ? HttpStatusCode.Unauthorized : HttpStatusCode.TooManyRequests, answer.StatusCode);
        }

        Assert.Equal(HttpStatusCode.TooManyRequests, (await child.GetAsync("/api/server")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await child.GetAsync("/healthz/live")).StatusCode);
        child.Server.WaitForError("has guessed too often");
        Assert.Equal(5, child.Server.Errors.Count(static line => line.Contains("showed a wrong token", StringComparison.Ordinal)));
        Assert.DoesNotContain(child.Server.Errors, static line => line.Contains("guess-", StringComparison.Ordinal));
    }

    private static async Task<HttpResponseMessage> SendAsync(HttpClient http, HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        return await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    /// <summary>A recording that has ended is on its disk a moment later.</summary>
    private static async Task<HttpResponseMessage> RetryAsync(Func<Task<HttpResponseMessage>> send)
    {
        var answer = await send();
        for (var attempts = 0; answer.StatusCode == HttpStatusCode.Conflict && attempts < 200; attempts++)
        {
            answer.Dispose();
            await Task.Delay(10);
            answer = await send();
        }

        return answer;
    }

    private static async Task<JsonElement> SendUntilAsync(AdminChild child, string path)
    {
        using var answer = await RetryAsync(() => SendAsync(child.Http, HttpMethod.Post, path, null));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }

    private static async Task WaitForTickAsync(AdminChild child, string room, uint tick)
    {
        while ((await child.ReadAsync("/api/rooms")).EnumerateArray().Single(one => one.GetProperty("name").GetString() == room).GetProperty("tick").GetUInt32() < tick)
            await Task.Delay(20);
    }
}
