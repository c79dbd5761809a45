using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>Other servers in the menu of one.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumServersTests
{
    [ComponentFact(Chromium.Program)]
    public async Task Another_server_shows_its_rooms_and_lets_this_page_in_once_it_is_there()
    {
        // The other's address is known first, and the first one's origin to the other.
        using var other = new WebServerChild("--name", "The other", "--mode", "survival");
        other.Stop();
        using var first = new WebServerChild("--name", "The first", "--mode", "arena", "--web-servers", $"Elsewhere={other.Address}");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(first.Address);
        await SaysAsync(page, "Elsewhere no answer");
        await page.Page.ClickAsync("#servers button:has-text('Elsewhere')");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('rooms-empty').textContent === 'This server does not answer.'");
        Assert.Equal(0, await page.Page.Locator("#rooms li").CountAsync());

        other.StartAgain("--web-origins", first.Address.GetLeftPart(UriPartial.Authority));
        await SaysAsync(page, "The other \\\\d+ ms");
        await page.Page.WaitForSelectorAsync("[data-key='Join survival']");
        Assert.Matches("survival.* \\d+ ms", await page.Page.TextContentAsync("#rooms li"));
        await page.JoinAsync("ana", "survival");
        await page.UntilAsync("figures.own !== null");
        var witness = await browser.OpenAsync(other.Address);
        await witness.JoinAsync("ben", "survival", watches: true);
        await witness.UntilAsync("figures.players.includes('ana')");

        await page.Page.ClickAsync("#leave");
        await page.Page.ClickAsync("#servers button:has-text('The first')");
        await page.JoinAsync("ana", "arena");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task A_server_that_does_not_know_this_page_does_not_let_it_in()
    {
        using var other = new WebServerChild("--mode", "survival");
        using var first = new WebServerChild("--mode", "arena", "--web-servers", $"Elsewhere={other.Address}");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(first.Address);
        await page.Page.ClickAsync("#servers button:nth-child(2)");
        await page.Page.ClickAsync("[data-key='Join survival']");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('menu-notice').textContent.includes('does not let this page in')");
        Assert.DoesNotContain(page.Faults, static fault => !fault.Contains("403", StringComparison.Ordinal));
    }

    private static async Task SaysAsync(PageOnScreen page, string pattern) =>
        await page.Page.WaitForFunctionAsync($"() => [...document.querySelectorAll('#servers button')].some(({{ textContent }}) => new RegExp('^{pattern}$').test(textContent))");
}
