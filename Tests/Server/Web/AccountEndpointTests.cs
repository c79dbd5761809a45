using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Json;
using System.Text;
using Ecs.Server.Base;
using Ecs.Server.Web;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Server.Web;

/// <summary>What the page asks about accounts, before a service that answers as it is told.</summary>
[Collection(SocketLane.Name)]
public sealed class AccountEndpointTests
{
    private static readonly object Ada = new { name = "ada", password = "a long one" };

    [Theory]
    [InlineData("/api/register", "register ada/a long one from 127.0.0.1")]
    [InlineData("/api/login", "log in ada/a long one from 127.0.0.1")]
    [InlineData("/api/delete", "delete ada/a long one from 127.0.0.1")]
    public async Task The_service_is_asked_and_its_token_is_told(string path, string asked)
    {
        var service = new ToldAccounts(new(WebAccountVerdict.Ok, "Ada", "account:00", new DateTimeOffset(2030, 1, 2, 3, 4, 5, TimeSpan.Zero)));
        using var rig = new WebRig(accounts: service);

        using var answer = await rig.Http.PostAsJsonAsync(path, Ada);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"name":"Ada","token":"account:00","expires":"2030-01-02T03:04:05Z"}""", await answer.Content.ReadAsStringAsync());
        Assert.Equal(asked, Assert.Single(service.Asked));
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_password_is_changed_to_the_new_one()
    {
        var service = new ToldAccounts(new(WebAccountVerdict.Ok, "Ada"));
        using var rig = new WebRig(accounts: service);

        using var answer = await rig.Http.PostAsJsonAsync("/api/password", new { name = "ada", password = "old", newPassword = "new" });

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("change ada/old to new from 127.0.0.1", Assert.Single(service.Asked));
    }

    [Theory]
    [InlineData(WebAccountVerdict.WrongPassword, 401, "wrong-password")]
    [InlineData(WebAccountVerdict.NameTaken, 409, "name-taken")]
    [InlineData(WebAccountVerdict.BadName, 400, "bad-name")]
    [InlineData(WebAccountVerdict.BadPassword, 400, "bad-password")]
    [InlineData(WebAccountVerdict.Banned, 403, "banned")]
    [InlineData(WebAccountVerdict.Limited, 429, "limited")]
    [InlineData(WebAccountVerdict.Unavailable, 503, "unavailable")]
    public async Task Each_refusal_has_its_status_and_its_word(WebAccountVerdict verdict, int status, string error)
    {
        using var rig = new WebRig(accounts: new ToldAccounts(new(verdict, RetryAfter: TimeSpan.FromSeconds(12.3))));

        using var answer = await rig.Http.PostAsJsonAsync("/api/login", Ada);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.StartsWith($$"""{"error":"{{error}}","text":""", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.Equal(verdict == WebAccountVerdict.Limited ? TimeSpan.FromSeconds(13) : null, answer.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData("""{"name":"ada"}""")]
    [InlineData("""{"name":"ada","password":7}""")]
    [InlineData("""{"name":null,"password":"x"}""")]
    [InlineData("""{"name":"ada","password":"x","newPassword":[]}""")]
    [InlineData("""["ada","x"]""")]
    [InlineData("\"ada\"")]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("""{"name":"\ud800","password":"x"}""")]
    public async Task What_is_no_such_request_asks_nobody(string body)
    {
        var service = new ToldAccounts(default);
        using var rig = new WebRig(accounts: service);
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await rig.Http.PostAsync(new Uri("/api/login", UriKind.Relative), content);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Empty(service.Asked);
        Assert.Empty(rig.Log.Lines);
    }

    [Fact]
    public async Task A_form_of_a_foreign_page_asks_nobody()
    {
        var service = new ToldAccounts(default);
        using var rig = new WebRig(accounts: service);
        using var form = new StringContent("""{"name":"ada","password":"x"}""", Encoding.UTF8, "text/plain");
        using var foreign = new HttpRequestMessage(HttpMethod.Post, "/api/login") { Content = JsonContent.Create(Ada) };
        foreign.Headers.Add("Origin", "https://evil.example");

        using var asForm = await rig.Http.PostAsync(new Uri("/api/login", UriKind.Relative), form);
        using var asForeign = await rig.Http.SendAsync(foreign);

        Assert.Equal(HttpStatusCode.BadRequest, asForm.StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, asForeign.StatusCode);
        Assert.Empty(service.Asked);
    }

    [Theory]
    [InlineData("Host: localhost\r\nX-Forwarded-For: 198.51.100.7\r\n")]
    [InlineData("Host: play.example.org\r\n")]
    public void Passwords_are_not_taken_where_somebody_may_read_along(string headers)
    {
        var service = new ToldAccounts(default);
        using var rig = new WebRig(accounts: service);

        var answer = rig.Say(
            $"POST /api/login HTTP/1.1\r\n{headers}Content-Type: application/json\r\nContent-Length: 29\r\nConnection: close\r\n\r\n{{\"name\":\"ada\",\"password\":\"x\"}}");

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
        Assert.Contains("\"insecure\"", answer, StringComparison.Ordinal);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_body_of_more_than_64_KiB_is_not_read()
    {
        var service = new ToldAccounts(default);
        using var rig = new WebRig(accounts: service);
        using var content = new StringContent(new string(' ', 65_537), Encoding.UTF8, "application/json");

        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/login") { Content = content };
        request.Headers.ExpectContinue = true;

        using var answer = await rig.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Empty(service.Asked);
    }

    [Fact]
    public async Task A_server_without_accounts_says_so()
    {
        using var rig = new WebRig();

        using var answer = await rig.Http.PostAsJsonAsync("/api/login", Ada);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.StartsWith("""{"error":"off",""", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    private sealed class ToldAccounts(WebAccountAnswer answer) : IWebAccounts
    {
        public ConcurrentQueue<string> Asked { get; } = new();

        public AccountPolicy Policy => AccountPolicy.Optional;

        public Task<WebAccountAnswer> RegisterAsync(string name, string password, IPAddress source, CancellationToken end) =>
            Answer($"register {name}/{password} from {source}");

        public Task<WebAccountAnswer> LogInAsync(string name, string password, IPAddress source, CancellationToken end) =>
            Answer($"log in {name}/{password} from {source}");

        public Task<WebAccountAnswer> ChangePasswordAsync(string name, string password, string newPassword, IPAddress source, CancellationToken end) =>
            Answer($"change {name}/{password} to {newPassword} from {source}");

        public Task<WebAccountAnswer> DeleteAsync(string name, string password, IPAddress source, CancellationToken end) =>
            Answer($"delete {name}/{password} from {source}");

        private Task<WebAccountAnswer> Answer(string asked)
        {
            Asked.Enqueue(asked);
            return Task.FromResult(answer);
        }
    }
}
