using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>What is carried, and what players do with it: a new character of argentum has five apples in its first slot and five swords in the second.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumInventoryTests
{
    private const string Apples = "figures.carried.things.find(thing => thing.slot === 1)?.amount";
    private const string Swords = "figures.carried.things.find(thing => thing.slot === 2)?.amount";
    private const string HoldsSword = "figures.carried.things.find(thing => thing.slot === 2)?.worn";

    [ComponentFact(Chromium.Program)]
    public async Task Keyboard_alone_eats_puts_on_drops_picks_up_and_moves()
    {
        using var server = new WebServerChild("--mode", "argentum");
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, server);
        var keys = page.Page.Keyboard;
        await keys.PressAsync("i");
        await page.Page.WaitForSelectorAsync("#inventory:not([hidden])");
        Assert.Equal(25, await page.Page.Locator(".slot").CountAsync());
        Assert.Equal(9, await page.Page.Locator(".slot .name").CountAsync());

        await keys.PressAsync("Enter");
        await page.UntilAsync($"{Apples} === 4");
        await keys.PressAsync("ArrowRight");
        await keys.PressAsync("Enter");
        await page.UntilAsync(HoldsSword);
        await page.Page.WaitForSelectorAsync("#slot-2 .worn");
        await keys.PressAsync("Enter");
        await page.UntilAsync($"!{HoldsSword}");

        await keys.PressAsync("d");
        await page.UntilAsync($"{Swords} === 4");
        await keys.PressAsync("e");
        await page.UntilAsync($"{Swords} === 5");
        await keys.PressAsync("Shift+D");
        await page.UntilAsync("!figures.carried.things.some(thing => thing.slot === 2)");
        await page.Page.WaitForSelectorAsync("#slot-2.empty");
        await keys.PressAsync("e");
        await page.UntilAsync($"{Swords} === 5");

        // From the second slot to the one below it.
        await keys.PressAsync("m");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("ArrowDown");
        await keys.PressAsync("Enter");
        await page.UntilAsync("figures.carried.things.find(thing => thing.item === 2)?.slot > 9");

        await keys.PressAsync("Escape");
        await page.Page.WaitForSelectorAsync("#inventory", new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
        Assert.Equal("canvas", await page.Page.EvaluateAsync<string>("document.activeElement.id"));
        await keys.PressAsync("q");
        await page.UntilAsync($"{Apples} === 3");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public Task Mouse_alone_does_the_same() => PointAsync(isPhone: false);

    [ComponentFact(Chromium.Program)]
    public Task Touch_alone_does_the_same() => PointAsync(isPhone: true);

    [ComponentFact(Chromium.Program)]
    public async Task Nobody_who_carries_nothing_is_shown_slots()
    {
        using var server = new WebServerChild("--mode", "argentum", "--room", "arena=arena");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        foreach (var (room, watches) in (ValueTuple<string, bool>[])[("arena", false), ("argentum", true)])
        {
            await page.JoinAsync("ana", room, watches);
            await page.UntilAsync("figures.snapshots > 4");
            await page.Page.FocusAsync("#canvas");
            await page.Page.Keyboard.PressAsync("i");
            Assert.False(await page.Page.IsVisibleAsync("#inventory"));
            Assert.False(await page.Page.IsVisibleAsync("#open-inventory"));
            Assert.DoesNotContain("Eat", await page.Page.TextContentAsync("#prompts"), StringComparison.Ordinal);
            await page.Page.ClickAsync("#leave");
        }

        Assert.Empty(page.Faults);
    }

    private static async Task PointAsync(bool isPhone)
    {
        using var server = new WebServerChild("--mode", "argentum");
        await using var browser = await Chromium.StartAsync();
        var page = await OpenAsync(browser, server, isPhone);
        await PressAsync("#open-inventory");
        await PressAsync("#slot-1");
        await PressAsync("#slot-use");
        await page.UntilAsync($"{Apples} === 4");
        await PressAsync("#slot-2");
        await PressAsync("#slot-use");
        await page.UntilAsync(HoldsSword);
        await PressAsync("#slot-drop");
        await page.UntilAsync($"{Swords} === 4");
        await PressAsync("#slot-move");
        await PressAsync("#slot-11");
        await page.UntilAsync("figures.carried.things.find(thing => thing.slot === 11)?.worn");
        await PressAsync("#slot-drop-all");
        await page.UntilAsync("!figures.carried.things.some(thing => thing.item === 2)");
        await PressAsync("#inventory-close");
        await PressAsync("#prompts button:has-text('Pick up')");
        await page.UntilAsync($"{Swords} === 5");
        await PressAsync("#prompts button:has-text('Eat')");
        await page.UntilAsync($"{Apples} === 3");
        await PressAsync("#prompts button:has-text('Put on')");
        await page.UntilAsync(HoldsSword);
        Assert.Empty(page.Faults);

        Task PressAsync(string what) => isPhone ? page.Page.TapAsync(what) : page.Page.ClickAsync(what);
    }

    private static async Task<PageOnScreen> OpenAsync(Chromium browser, WebServerChild server, bool isPhone = false)
    {
        var page = await browser.OpenAsync(server.Address, isPhone);
        await page.JoinAsync("ana", "argentum");
        await page.Page.WaitForSelectorAsync("#open-inventory:not([hidden])");
        await page.UntilAsync($"figures.own !== null && {Apples} === 5 && {Swords} === 5");
        return page;
    }
}
