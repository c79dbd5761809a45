using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>Players in real browsers.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumMeetingTests
{
    [ComponentFact(Chromium.Program)]
    public async Task Two_pages_meet_chat_and_fight_and_one_sees_the_other_go()
    {
        using var server = new WebServerChild("--mode", "arena");
        await using var browser = await Chromium.StartAsync();
        var ana = await browser.OpenAsync(server.Address);
        var ben = await browser.OpenAsync(server.Address);
        await ana.JoinAsync("ana", "arena");
        await ben.JoinAsync("ben", "arena");
        await ana.UntilAsync("figures.players.includes('ben') && figures.drawn >= 2");
        await ben.UntilAsync("figures.players.includes('ana') && figures.drawn >= 2");

        await ana.SayAsync("hello ben");
        await ben.HearsAsync("hello ben");
        await ben.SayAsync("hello ana");
        await ana.HearsAsync("hello ana");

        // Both come into the world at the left edge, one above the other, and shoot at each other.
        await ana.Page.Keyboard.DownAsync("Space");
        await ben.UntilAsync("figures.health < 100");
        await ana.UntilAsync("figures.kills >= 1");
        await ana.Page.Keyboard.UpAsync("Space");
        await ben.Page.WaitForSelectorAsync("#death:not([hidden])");
        await ben.UntilAsync("figures.health === 100");

        await ben.Page.CloseAsync();
        await ana.UntilAsync("!figures.players.includes('ben') && figures.drawn === 1");
        Assert.Empty(ana.Faults);
        Assert.Empty(ben.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task Keyboard_alone_goes_from_the_menu_into_a_room_and_back()
    {
        using var server = new WebServerChild("--mode", "arena", "--bots", "3");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        var keys = page.Page.Keyboard;
        await page.Page.WaitForSelectorAsync("#rooms button");
        await keys.PressAsync("Tab");
        Assert.Equal("nickname", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        await keys.PressAsync("Control+A");
        await keys.TypeAsync("keys only");
        await keys.PressAsync("Enter");
        Assert.Equal("Join arena", await page.Page.EvaluateAsync<string>("document.activeElement.dataset.key"));
        await keys.PressAsync("Enter");
        await page.UntilAsync("figures.own !== null");

        var before = await page.NumberAsync("own.x");
        await keys.DownAsync("d");
        await page.UntilAsync($"figures.own.x > {before:F0} + 200");
        await keys.UpAsync("d");
        await keys.DownAsync("Tab");
        await page.Page.WaitForSelectorAsync("#scores:not([hidden]) tr.own");
        await keys.UpAsync("Tab");
        await keys.PressAsync("n");
        await page.Page.WaitForSelectorAsync("#net:not([hidden])");
        await keys.PressAsync("Escape");
        for (var presses = 0; presses < 3; presses++)
            await keys.PressAsync("Tab");
        Assert.Equal("leave", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        await keys.PressAsync("Enter");
        await page.Page.WaitForSelectorAsync("#menu:not([hidden])");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task Mouse_aims_and_strikes()
    {
        using var server = new WebServerChild("--mode", "survival");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.JoinAsync("mouse", "survival");
        await page.UntilAsync("figures.own !== null");

        // Near the edge of the map it is not in the middle of the screen: what is sure is left and right.
        await page.Page.Mouse.MoveAsync(1_275, 400);
        await page.Page.Mouse.DownAsync();
        await page.UntilAsync("figures.swings >= 1");
        await page.Page.Mouse.UpAsync();
        Assert.InRange(await page.NumberAsync("aim"), 1, 32_767);
        await page.Page.Mouse.MoveAsync(5, 400);
        await page.UntilAsync("figures.aim > 32768");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task Two_thumbs_move_and_shoot_at_the_size_of_a_phone()
    {
        using var server = new WebServerChild("--mode", "arena");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address, isPhone: true);
        await page.JoinAsync("thumbs", "arena");
        await page.UntilAsync("figures.own !== null");
        var before = await page.NumberAsync("own.x");
        var touch = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await TouchAsync("touchStart", (90, 600), (310, 600));
        await TouchAsync("touchMove", (140, 600), (310, 600));
        await page.UntilAsync($"figures.own.x > {before:F0} + 100 && figures.drawn > 1");
        await page.Page.WaitForSelectorAsync("#stick:not([hidden])");
        await TouchAsync("touchEnd");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('stick').hidden");

        var overflow = await page.Page.EvaluateAsync<bool>("document.documentElement.scrollWidth > innerWidth");
        Assert.False(overflow);
        Assert.Empty(page.Faults);

        Task TouchAsync(string type, params (int X, int Y)[] points) => touch.SendAsync("Input.dispatchTouchEvent", new Dictionary<string, object>
        {
            ["type"] = type,
            ["touchPoints"] = points.Select(static (point, id) => new { x = point.X, y = point.Y, id }).ToArray(),
        });
    }
}
