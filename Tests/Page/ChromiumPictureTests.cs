using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>
/// Pictures of the page for people to look at: ECS_PAGE_PICTURES names a folder for them. What a program can see in them is judged here:
/// nothing lies over another, nothing is cut off.
/// </summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumPictureTests
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("ECS_PAGE_PICTURES");

    [ComponentFact(Chromium.Program)]
    public async Task Nothing_of_any_screen_is_cut_or_lies_over_another()
    {
        using var server = Server();
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.Page.WaitForSelectorAsync("[data-key='Join waves']");
        await TakeAsync(page, "menu");

        // The bots of the plaza are soon all over it.
        await PlayAsync(page, "plaza", "plaza", "figures.own !== null && figures.drawn > 4", walks: false);
        await PlayAsync(page, "survival", "survival", "figures.own !== null && figures.snapshots > 60");
        await PlayAsync(page, "argentum", "argentum", "figures.own !== null && figures.snapshots > 60");
        await page.JoinAsync("Heron", "waves");
        await page.Page.ClickAsync("#prompts button");
        await page.Page.Keyboard.DownAsync("Space");
        await page.UntilAsync("figures.kills >= 2 && figures.drawn > 6");
        await TakeAsync(page, "waves");
        await page.Page.Keyboard.UpAsync("Space");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task Nothing_lies_over_another_in_chat_scores_net_graph_and_death()
    {
        using var server = Server();
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        var other = await browser.OpenAsync(server.Address);
        await page.JoinAsync("Heron", "arena");
        await other.JoinAsync("Otter", "arena");
        await page.Page.Keyboard.DownAsync("d");
        await page.UntilAsync("figures.own !== null && figures.own.x > 480");
        await page.Page.Keyboard.UpAsync("d");
        await page.Page.Keyboard.DownAsync("Space");
        await page.UntilAsync("figures.snapshots > 60 && figures.health > 0 && figures.drawn > 5");
        await TakeAsync(page, "arena");
        await page.Page.Keyboard.UpAsync("Space");

        await other.SayAsync("Good evening! Is this seat taken?");
        await page.SayAsync("It is yours. <b>Welcome</b>");
        await page.HearsAsync("Welcome");
        await page.UntilAsync("figures.health === 100");
        await page.Page.Keyboard.PressAsync("Enter");
        await page.Page.FillAsync("#chat-text", "Mind the pink ones");
        await TakeAsync(page, "chat");
        await page.Page.Keyboard.PressAsync("Escape");

        await page.Page.Keyboard.PressAsync("n");
        await page.UntilAsync("figures.snapshots > 200");
        await TakeAsync(page, "net-graph");
        await page.Page.Keyboard.PressAsync("n");
        await page.Page.Keyboard.DownAsync("Tab");
        await page.Page.WaitForSelectorAsync("#scores tr.own");
        await TakeAsync(page, "scores", judges: false);
        await page.Page.Keyboard.UpAsync("Tab");
        await page.Page.WaitForSelectorAsync("#death:not([hidden])");
        await TakeAsync(page, "death");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task Nothing_lies_over_another_at_the_size_of_a_phone()
    {
        using var server = Server();
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address, isPhone: true);
        await page.Page.WaitForSelectorAsync("[data-key='Join waves']");
        await TakeAsync(page, "phone-menu");
        foreach (var room in (string[])["arena", "survival", "argentum", "waves"])
            await PlayAsync(page, room, $"phone-{room}", "figures.own !== null && figures.snapshots > 12");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task No_name_is_under_the_bar_at_the_top_or_cut_by_the_sides()
    {
        using var server = new WebServerChild("--mode", "plaza", "--bots", "40");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address, isPhone: true);
        await page.JoinAsync("Heron", "plaza");
        await page.UntilAsync("figures.labels.some(label => label.isBeneath)");
        var bar = await page.Page.EvaluateAsync<double>("Math.max(...[...document.querySelectorAll('#game .corner')].map(corner => corner.getBoundingClientRect().bottom))");
        for (var looks = 0; looks < 20; looks++)
        {
            var highest = await page.Page.EvaluateAsync<double>("Math.min(...document.getElementById('canvas').figures.labels.filter(label => label.bottom > 0).map(label => label.top))");
            Assert.InRange(highest, bar, 844);
        }

        Assert.Empty(page.Faults);
    }

    private static WebServerChild Server() => new(
        "--name", "Evening server", "--mode", "arena", "--room", "argentum=argentum", "--room", "plaza=plaza", "--room", "survival=survival", "--room", "waves=waves",
        "--room", "duel=arena,max=2,map=bunkers,password=between-us", "--bots", "arena=8", "--bots", "argentum=8", "--bots", "plaza=12", "--bots", "survival=40", "--bots", "waves=1");

    /// <summary>Goes in, may walk a little, takes a picture, leaves.</summary>
    private static async Task PlayAsync(PageOnScreen page, string room, string picture, string until, bool walks = true)
    {
        await page.JoinAsync("Heron", room);
        if (walks)
            await page.Page.Keyboard.DownAsync("a");
        await page.UntilAsync(until);
        await page.Page.Keyboard.UpAsync("a");
        await page.Page.WaitForFunctionAsync("() => document.getElementById('banner').hidden");
        await TakeAsync(page, picture);
        if (room == "argentum")
        {
            await page.Page.ClickAsync("#open-inventory");
            await page.Page.ClickAsync("#slot-6");
            await page.Page.ClickAsync("#slot-use");
            await page.Page.WaitForSelectorAsync("#slot-6 .worn");
            await page.UntilAsync("figures.health > 0");
            await TakeAsync(page, picture.Replace(room, "inventory", StringComparison.Ordinal));
        }

        await page.Page.ClickAsync("#leave");
        await page.Page.WaitForSelectorAsync("[data-key='Join waves']");
    }

    private static async Task TakeAsync(PageOnScreen page, string name, bool judges = true)
    {
        if (Folder is not null)
            await page.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"web-{name}.png") });
        if (judges)
            Assert.Equal("", await page.Page.EvaluateAsync<string>(Judge));
    }

    /// <summary>What is seen of buttons, plates, panels and texts: whether any two overlap, one is wider than its place, or one leaves the screen,
    /// and whether any text is below 16 pixels or 4.5 to 1; "" for none.</summary>
    private const string Judge = """
        () => {
            const seen = [...document.querySelectorAll('.plate, .panel, .tool, .bar, #feed li, #chat-lines span, #chat-text, #vitals-line, .rooms li, .card, .banner, .slot, #inventory button')]
                .filter(element => element.checkVisibility({ opacityProperty: true }))
                .map(element => ({ element, box: element.getBoundingClientRect(), name: element.id || element.className || element.textContent.slice(0, 20) }))
                .filter(({ box }) => box.width > 0 && box.height > 0)
                .filter(({ element, box }) => !element.matches('.slot') || box.bottom <= element.parentElement.getBoundingClientRect().bottom)
                .filter(({ element, box }) => !element.closest('#chat-lines') || box.left < element.closest('#chat-lines').getBoundingClientRect().right);
            const isGame = !document.getElementById('game').hidden;
            const faults = [];
            for (const { element, box, name } of seen) {
                if (box.left < 0 || box.right > innerWidth + 0.5 || (isGame && (box.top < 0 || box.bottom > innerHeight + 0.5))) faults.push(`${name} leaves the screen`);
                if (element.scrollWidth > element.clientWidth + 1 && element.tagName !== 'INPUT') faults.push(`${name} is cut`);
            }
            seen.forEach((one, index) => seen.slice(index + 1).forEach(other => {
                const isInside = one.element.contains(other.element) || other.element.contains(one.element);
                const overlap = one.box.left < other.box.right - 1 && other.box.left < one.box.right - 1 && one.box.top < other.box.bottom - 1 && other.box.top < one.box.bottom - 1;
                if (overlap && !isInside) faults.push(`${one.name} and ${other.name} overlap`);
            }));
            const texts = [...document.querySelectorAll('body *')]
                .filter(element => element.checkVisibility({ opacityProperty: true }) && [...element.childNodes].some(node => node.nodeType === 3 && node.data.trim() !== ''));
            const light = colour => colour.slice(0, 3).map(part => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4))
                .reduce((sum, part, index) => sum + part * [0.2126, 0.7152, 0.0722][index], 0);
            const numbers = text => text.match(/[\d.]+/g).map(Number);
            const ground = element => {
                const colour = numbers(getComputedStyle(element).backgroundColor);
                return colour.length === 3 || colour[3] > 0.8 || !element.parentElement ? colour : ground(element.parentElement);
            };
            for (const element of texts) {
                const style = getComputedStyle(element);
                const [one, other] = [light(numbers(style.color)), light(ground(element))].sort((a, b) => b - a);
                const contrast = (one + 0.05) / (other + 0.05);
                if (parseFloat(style.fontSize) < 16) faults.push(`${element.textContent} is small`);
                if (contrast < 4.5) faults.push(`${element.textContent} has a contrast of ${contrast.toFixed(1)}`);
            }
            return faults.join('; ');
        }
        """;
}
