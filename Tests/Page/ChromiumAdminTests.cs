using Ecs.Client;
using Ecs.Tests.Server.Admin;
using Ecs.Tests.Server.Processes;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>The operator's page as an operator uses it; ECS_PAGE_PICTURES names a folder for pictures of it.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumAdminTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ECS_PAGE_PICTURES");

    [ComponentFact(Chromium.Program)]
    public async Task An_operator_enters_with_the_token_sees_rooms_and_players_and_types_a_command()
    {
        using var child = AdminChild.StartWithToken("--name", "Evening server", "--bots", "8", "--room", "den=waves", "--room", "plaza=plaza", "--bots", "plaza=3");
        using var ada = new LivingPlayer(child.Server, "<b>ada</b>");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(child.Address);

        await page.Page.FillAsync("#token", "no-such-token");
        await page.Page.PressAsync("#token", "Enter");
        await page.Page.WaitForSelectorAsync("#door-notice:not([hidden])");
        await TakeAsync(page, "door");
        await EnterAsync(page);
        await page.Page.WaitForSelectorAsync("#players tr");
        Assert.Equal("<b>ada</b>", await page.Page.InnerTextAsync("#players tr .name"));
        Assert.Equal(3, await page.Page.Locator("#rooms tr").CountAsync());

        await page.Page.FillAsync("#line", "room open vip arena");
        await page.Page.PressAsync("#line", "Enter");
        await page.Page.WaitForSelectorAsync("#lines :text('vip is open')");
        await page.Page.WaitForSelectorAsync("#rooms tr >> nth=3");
        await page.Page.FillAsync("#say-text", "Good evening to everybody");
        await page.Page.PressAsync("#say-text", "Enter");
        await page.Page.WaitForSelectorAsync("#notices :text('Good evening')");
        await page.Page.ClickAsync("#rooms tr:nth-child(2) button:text('Pause')");
        await page.Page.WaitForSelectorAsync("#rooms tr:nth-child(2) button:text('Resume')");
        await page.Page.WaitForFunctionAsync("() => document.querySelectorAll('#figures dd').length > 5");
        await TakeAsync(page, "desk");

        // It is remembered for this tab, and an operator who leaves is forgotten.
        await page.Page.ReloadAsync();
        await page.Page.WaitForSelectorAsync("#players tr");
        Assert.DoesNotContain(AdminChild.Token, page.Page.Url, StringComparison.Ordinal);
        await page.Page.ClickAsync("#leave");
        Assert.Equal("0", await page.Page.EvaluateAsync<string>("`${sessionStorage.length + localStorage.length + document.cookie.length}`"));
        Assert.True(await page.Page.IsVisibleAsync("#token"));
        Assert.DoesNotContain(page.Faults, static fault => !fault.Contains("401", StringComparison.Ordinal));
    }

    [ComponentFact(Chromium.Program)]
    public async Task At_the_size_of_a_phone_nothing_leaves_the_screen()
    {
        using var child = AdminChild.StartWithToken("--name", "Evening server", "--bots", "8", "--room", "den=waves");
        using var ada = new LivingPlayer(child.Server, "ada");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(child.Address, isPhone: true);

        await EnterAsync(page);
        await page.Page.WaitForSelectorAsync("#players tr");
        await TakeAsync(page, "phone");
        Assert.Empty(page.Faults);
    }

    /// <summary>Plays on a thread of its own, however long the browser takes.</summary>
    private sealed class LivingPlayer : IDisposable
    {
        private readonly GameClient _client;
        private readonly Thread _thread;
        private volatile bool _isOver;

        public LivingPlayer(ServerChild server, string name)
        {
            _client = server.Connect(name);
            server.Turn(_client, () => _client.IsInRoom);
            _thread = new Thread(Live);
            _thread.Start();
        }

        public void Dispose()
        {
            _isOver = true;
            _thread.Join();
            _client.Dispose();
        }

        private void Live()
        {
            for (; !_isOver; Thread.Sleep(5))
                _client.Update();
        }
    }

    private static async Task EnterAsync(PageOnScreen page)
    {
        await page.Page.FillAsync("#token", AdminChild.Token);
        await page.Page.PressAsync("#token", "Enter");
        await page.Page.WaitForSelectorAsync("#house:not([hidden])");
    }

    private static async Task TakeAsync(PageOnScreen page, string name)
    {
        if (Folder is not null)
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"admin-{name}.png"), FullPage = true });
        Assert.Equal("", await page.Page.EvaluateAsync<string>(Judge));
    }

    /// <summary>What leaves the screen or is too small to read; "" for nothing.</summary>
    private const string Judge = """
        () => [...document.querySelectorAll('body *')]
            .filter(element => element.checkVisibility() && element.tagName !== 'THEAD')
            .map(element => ({ element, box: element.getBoundingClientRect() }))
            .filter(({ element, box }) => box.left < 0 || box.right > innerWidth + 0.5
                || ([...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== '') && parseFloat(getComputedStyle(element).fontSize) < 16))
            .map(({ element }) => element.id || element.className || element.textContent.slice(0, 20))
            .join('; ')
        """;
}
