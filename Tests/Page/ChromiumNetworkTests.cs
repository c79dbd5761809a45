using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;
using Microsoft.Playwright;
using Xunit.Abstractions;

namespace Ecs.Tests.Page;

/// <summary>Servers that start again, networks that are cut or slow, and pages that nobody looks at.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumNetworkTests(ITestOutputHelper output)
{
    /// <summary>Seconds of a hidden tab; 60 in a deep run.</summary>
    private static readonly int HiddenSeconds = DeepRun.Or("PAGE_HIDDEN_SECONDS", 6);

    /// <summary>Of the own avatar, in ways of a frame at its speed.</summary>
    private const double LargestStep = 1.5;

    /// <summary>A machine that is busy enough stops a browser for longer than any network: that is tried again.</summary>
    private const int Attempts = 3;

    /// <summary>Rounds of two seconds in each game.</summary>
    private static readonly int Walks = DeepRun.Or("PAGE_WALKS", 1);

    [ComponentFact(Chromium.Program)]
    public async Task A_page_says_that_the_server_starts_again_and_comes_back()
    {
        using var server = new WebServerChild("--mode", "arena", "--bots", "2");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.JoinAsync("ana", "arena");
        server.Stop();
        await page.UntilAsync("figures.state === 'lost'");
        Assert.NotEqual("", await page.Page.TextContentAsync("#banner"));
        server.StartAgain();
        await page.UntilAsync("figures.state === 'playing' && figures.cameBack === 1 && figures.own !== null && figures.players.includes('ana')");
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task A_cut_of_three_seconds_costs_neither_seat_nor_session()
    {
        using var server = new WebServerChild("--mode", "arena", "--bots", "2");
        using var link = new SlowLink(server.Address);
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(link.Address);
        var watcher = await browser.OpenAsync(server.Address);
        await page.JoinAsync("ana", "arena");
        await watcher.JoinAsync("ben", "arena", watches: true);
        await watcher.UntilAsync("figures.players.includes('ana')");
        var slot = await page.NumberAsync("slot");
        var x = await page.NumberAsync("own.x");

        link.Cut();
        await page.UntilAsync("figures.state === 'lost'");
        await Task.Delay(TimeSpan.FromSeconds(3));
        await watcher.UntilAsync("figures.players.includes('ana')");
        link.Mend();
        await page.UntilAsync("figures.state === 'playing' && figures.cameBack === 1 && figures.own !== null");

        Assert.Equal(slot, await page.NumberAsync("slot"));
        Assert.Equal(x, await page.NumberAsync("own.x"), 1.0);
        Assert.Empty(page.Faults);
    }

    [ComponentFact(Chromium.Program)]
    public async Task A_page_without_frames_plays_on()
    {
        using var server = new WebServerChild("--mode", "arena", "--bots", "4");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.JoinAsync("ana", "arena");
        await page.UntilAsync("figures.own !== null");
        var slot = await page.NumberAsync("slot");

        // What a browser does to a tab behind another: no frames, and timers once a second. The driver itself keeps every page visible.
        await page.Page.EvaluateAsync("""
            () => {
                const frame = window.requestAnimationFrame;
                const kept = [];
                window.requestAnimationFrame = callback => kept.push(callback);
                Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
                document.dispatchEvent(new Event('visibilitychange'));
                window.show = () => {
                    window.requestAnimationFrame = frame;
                    delete document.visibilityState;
                    document.dispatchEvent(new Event('visibilitychange'));
                    kept.forEach(callback => frame.call(window, callback));
                };
            }
            """);
        await Task.Delay(TimeSpan.FromSeconds(HiddenSeconds));
        await page.Page.EvaluateAsync("window.show()");
        var x = await page.NumberAsync("own.x");
        await page.Page.Keyboard.DownAsync("d");
        await page.UntilAsync($"figures.own !== null && figures.own.x > {x:F0} + 100");

        Assert.Equal("playing", await page.Page.EvaluateAsync<string>("document.getElementById('canvas').figures.state"));
        Assert.Equal(slot, await page.NumberAsync("slot"));
        Assert.Equal(0, await page.NumberAsync("cameBack"));
        Assert.Empty(page.Faults);
    }

    /// <summary>The browser gives a frozen page nothing at all, as a phone does that is put away.</summary>
    [ComponentFact(Chromium.Program)]
    public async Task A_frozen_page_is_back_when_it_is_looked_at()
    {
        using var server = new WebServerChild("--mode", "arena", "--bots", "4");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.JoinAsync("ana", "arena");
        var devTools = await page.Page.Context.NewCDPSessionAsync(page.Page);
        await SetStateAsync("frozen");
        await Task.Delay(TimeSpan.FromSeconds(HiddenSeconds));
        await SetStateAsync("active");
        await page.UntilAsync("figures.state === 'playing' && figures.own !== null");
        var snapshots = await page.NumberAsync("snapshots");
        await page.UntilAsync($"figures.state === 'playing' && figures.own !== null && figures.snapshots > {snapshots} + 20");
        Assert.Empty(page.Faults);

        Task SetStateAsync(string state) => devTools.SendAsync("Page.setWebLifecycleState", new Dictionary<string, object> { ["state"] = state });
    }

    [ComponentFact(Chromium.Program)]
    public async Task Own_movement_over_a_bad_way_has_no_step_that_is_larger_than_one_and_a_half_times_its_speed()
    {
        await using var browser = await Chromium.StartAsync();
        foreach (var mode in (string[])["arena", "waves", "survival", "argentum", "plaza"])
        {
            // Nobody who strikes: who is killed is put elsewhere, and that is a leap.
            using var server = new WebServerChild("--mode", mode, "--bots", mode == "waves" ? "1" : "0");
            using var link = new SlowLink(server.Address, TimeSpan.FromMilliseconds(50), TimeSpan.FromMilliseconds(15), bytesPerSecond: 60_000, seed: 17);
            var largest = double.MaxValue;
            for (var attempt = 0; attempt < Attempts && largest > LargestStep; attempt++)
                largest = await LargestStepAsync(await browser.OpenAsync(link.Address), mode, $"ana {attempt}");

            Assert.InRange(largest, 0.5, LargestStep);
        }
    }

    private async Task<double> LargestStepAsync(PageOnScreen page, string mode, string name)
    {
        await page.JoinAsync(name, mode);
        await page.UntilAsync("figures.own !== null && figures.roundTrip > 0");
        if (mode == "waves")
        {
            await page.Page.ClickAsync("#prompts button");
            await page.UntilAsync("figures.speed > 0");
        }

        await WalkAsync(page.Page);
        var largest = await page.NumberAsync("largestStep");
        output.WriteLine($"{mode}: largest step {largest:F2} x, {await page.NumberAsync("corrections")} corrections, round trip {await page.NumberAsync("roundTrip"):F3} s");
        Assert.Empty(page.Faults);
        await page.Page.CloseAsync();
        return largest;
    }

    /// <summary>There and back.</summary>
    private static async Task WalkAsync(IPage page)
    {
        for (var round = 0; round < Walks; round++)
        {
            foreach (var key in (string[])["d", "s", "a", "w"])
            {
                await page.Keyboard.DownAsync(key);
                await Task.Delay(500);
                await page.Keyboard.UpAsync(key);
            }
        }
    }
}
