using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>A gamepad of the standard layout, in the hands of the test.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumPadTests
{
    private const string Pad = """
        window.pad = { connected: true, mapping: 'standard', axes: [0, 0, 0, 0], buttons: Array.from({ length: 17 }, () => ({ pressed: false, value: 0 })) };
        Object.defineProperty(navigator, 'getGamepads', { value: () => [null, window.pad] });
        """;

    private const int Below = 0;
    private const int Right = 1;
    private const int Above = 3;
    private const int CrossDown = 13;
    private const int CrossRight = 15;

    [ComponentFact(Chromium.Program)]
    public async Task Sticks_move_and_aim_and_a_button_shoots()
    {
        using var server = new WebServerChild("--mode", "arena");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address, script: Pad);
        await page.JoinAsync("pad", "arena");
        await page.UntilAsync("figures.own !== null && figures.drawn === 1");
        var x = await page.NumberAsync("own.x");
        await page.Page.EvaluateAsync("pad.axes[0] = 1");
        await page.UntilAsync($"figures.own.x > {x:F0} + 150");

        // A thumb that rests on the stick is no wish.
        await page.Page.EvaluateAsync("pad.axes[0] = 0.1");
        await page.Page.EvaluateAsync("pad.axes[2] = 1");
        await page.UntilAsync("figures.aim === 16384");
        var y = await page.NumberAsync("own.y");
        await HoldAsync(page, CrossDown, true);
        await page.UntilAsync($"figures.own.y > {y:F0} + 50");
        await HoldAsync(page, CrossDown, false);
        Assert.Equal(1, await page.NumberAsync("drawn"));
        await HoldAsync(page, Below, true);
        await page.UntilAsync("figures.drawn > 1");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task Buttons_are_the_inventorys_while_it_is_open()
    {
        using var server = new WebServerChild("--mode", "argentum");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address, script: Pad);
        await page.JoinAsync("pad", "argentum");
        await page.UntilAsync("figures.own !== null && figures.carried !== null");
        await page.Page.WaitForSelectorAsync("#open-inventory:not([hidden])");
        var x = await page.NumberAsync("own.x");
        await PressAsync(page, Above);
        await page.Page.WaitForSelectorAsync("#inventory:not([hidden])");
        await PressAsync(page, Below);
        await page.UntilAsync("figures.carried.things[0].amount === 4");
        await PressAsync(page, CrossRight);
        await page.Page.WaitForSelectorAsync("#slot-2[aria-selected=true]");
        await PressAsync(page, Below);
        await page.UntilAsync("figures.carried.things[1].worn");
        await PressAsync(page, Right);
        await page.Page.WaitForSelectorAsync("#inventory", new() { State = Microsoft.Playwright.WaitForSelectorState.Hidden });
        Assert.Equal(x, await page.NumberAsync("own.x"));
        Assert.Equal(0, await page.NumberAsync("swings"));

        await HoldAsync(page, CrossRight, true);
        await page.UntilAsync($"figures.own.x > {x:F0}");
        Assert.Empty(page.Faults);
    }

    private static async Task HoldAsync(PageOnScreen page, int button, bool isHeld) =>
        await page.Page.EvaluateAsync($"pad.buttons[{button}].pressed = {(isHeld ? "true" : "false")}");

    /// <summary>Down for some frames, and up for some.</summary>
    private static async Task PressAsync(PageOnScreen page, int button)
    {
        foreach (var isHeld in (bool[])[true, false])
        {
            await HoldAsync(page, button, isHeld);
            await page.Page.EvaluateAsync("new Promise(resolve => requestAnimationFrame(() => requestAnimationFrame(resolve)))");
        }
    }
}
