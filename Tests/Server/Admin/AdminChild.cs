using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Ecs.Tests.Server.Processes;

namespace Ecs.Tests.Server.Admin;

/// <summary>A server with an operator's listener, as its operator starts it.</summary>
internal sealed class AdminChild : IDisposable
{
    public const string Token = "not-for-everybody-17";

    private AdminChild(ServerChild server)
    {
        Server = server.Ready();
        Address = new Uri(Server.ReadyWord("admin="));
        Http = new HttpClient { BaseAddress = Address };
        Stranger = new HttpClient { BaseAddress = Address };
    }

    public ServerChild Server { get; }

    public Uri Address { get; }

    /// <summary>Shows the token where there is one.</summary>
    public HttpClient Http { get; }

    /// <summary>Shows nothing.</summary>
    public HttpClient Stranger { get; }

    public static AdminChild StartWithToken(params string[] arguments) => StartIn([], arguments);

    public static AdminChild StartIn(IEnumerable<KeyValuePair<string, string>> environment, params string[] arguments) =>
        Of(ServerChild.Start([.. environment, new("ECS_Admin__Token", Token)], ["--admin", "127.0.0.1:0", "--store", "memory", .. arguments]));

    /// <summary>One that was started with <see cref="Token"/>.</summary>
    public static AdminChild Of(ServerChild server)
    {
        var child = new AdminChild(server);
        child.Http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Token);
        return child;
    }

    public static AdminChild Start(params string[] arguments) => new(ServerChild.Start(["--admin", "127.0.0.1:0", "--store", "memory", .. arguments]));

    public Task<HttpResponseMessage> GetAsync(string path) => Http.GetAsync(new Uri(path, UriKind.Relative));

    public async Task<JsonElement> ReadAsync(string path)
    {
        using var answer = await GetAsync(path);
        return await JsonOf(answer);
    }

    public async Task<(int Status, JsonElement Json)> SendAsync(string method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative)) { Content = body is null ? null : JsonContent.Create(body) };
        using var answer = await Http.SendAsync(request);
        return ((int)answer.StatusCode, await JsonOf(answer));
    }

    public void Dispose()
    {
        Http.Dispose();
        Stranger.Dispose();
        Server.Dispose();
    }

    private static async Task<JsonElement> JsonOf(HttpResponseMessage answer)
    {
        using var json = JsonDocument.Parse(await answer.Content.ReadAsStringAsync());
        return json.RootElement.Clone();
    }
}
