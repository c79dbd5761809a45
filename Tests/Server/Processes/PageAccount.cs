using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace Ecs.Tests.Server.Processes;

/// <summary>Accounts as the page asks for them.</summary>
internal static class PageAccount
{
    /// <summary>Gives the new account's bearer token.</summary>
    public static async Task<string> RegisterAsync(Uri page, string name, string password) =>
        (await AskAsync(page, "register", name, password, HttpStatusCode.OK)).GetProperty("token").GetString()!;

    /// <param name="page">The server's.</param>
    /// <param name="what">The last part of the path.</param>
    /// <param name="name">Of the account.</param>
    /// <param name="password">Of the account, or not.</param>
    /// <param name="status">What is to be answered.</param>
    public static async Task<JsonElement> AskAsync(Uri page, string what, string name, string password, HttpStatusCode status)
    {
        using var http = new HttpClient { BaseAddress = page };
        http.DefaultRequestHeaders.Add("Origin", page.GetLeftPart(UriPartial.Authority));
        using var answer = await http.PostAsJsonAsync($"/api/{what}", new { name, password });
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
