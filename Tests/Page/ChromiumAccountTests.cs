using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>Registered names in real browsers.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumAccountTests
{
    private const string Password = "correct horse 7";

    [ComponentFact(Chromium.Program)]
    public async Task A_registered_name_is_nobody_elses_and_comes_back_without_its_password()
    {
        using var server = new WebServerChild("--mode", "arena", "--accounts", "optional");
        await using var browser = await Chromium.StartAsync();
        var owner = await browser.OpenAsync(server.Address);
        await owner.Page.FillAsync("#nickname", "Ana");
        await owner.Page.ClickAsync("#account summary");
        await owner.Page.FillAsync("#password", Password);
        await owner.Page.ClickAsync("#register");
        await AnsweredAsync(owner, "The name is yours.");
        await owner.JoinAsync("Ana", "arena");

        var stranger = await browser.OpenAsync(server.Address);
        await stranger.Page.FillAsync("#nickname", "ana");
        await stranger.Page.ClickAsync("[data-key='Join arena']");
        await stranger.Page.WaitForFunctionAsync("() => document.getElementById('menu-notice').textContent.includes('registered')");
        await stranger.Page.FillAsync("#password", "a guess that is wrong");
        await stranger.Page.ClickAsync("#login");
        await AnsweredAsync(stranger, "Name or password is wrong.");
        await stranger.JoinAsync("guest", "arena");
        await stranger.UntilAsync("figures.players.includes('Ana') && figures.players.includes('guest')");

        await owner.Page.ClickAsync("#leave");
        await stranger.UntilAsync("!figures.players.includes('Ana')");
        await owner.Page.ReloadAsync();
        await owner.JoinAsync("Ana", "arena");
        await stranger.UntilAsync("figures.players.includes('Ana')");
        Assert.Empty(owner.Faults);
        Assert.DoesNotContain(stranger.Faults, static fault => !fault.Contains("401", StringComparison.Ordinal));
    }

    [ComponentFact(Chromium.Program)]
    public async Task Who_is_banned_reads_why_and_does_not_come_in()
    {
        using var server = new WebServerChild("--mode", "arena");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.JoinAsync("Eve", "arena");
        server.Server.Type("ban Eve 60 shouting at night");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('menu-notice').textContent.includes('shouting at night')");
        await page.Page.EvaluateAsync("document.getElementById('menu-notice').textContent = ''");
        await page.Page.ClickAsync("[data-key='Join arena']");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('menu-notice').textContent.includes('shouting at night')");
        server.Server.Type("unban Eve");
        server.Server.WaitForOutput("may come in again");
        await page.JoinAsync("Eve", "arena");
        Assert.Empty(page.Faults);
    }

    private static async Task AnsweredAsync(PageOnScreen page, string text) =>
        await page.Page.WaitForFunctionAsync("text => document.getElementById('account-answer').textContent === text", text);
}
