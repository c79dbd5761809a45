using Ecs.Tests.Testing;
using Microsoft.Playwright;

namespace Ecs.Tests.Page;

/// <summary>The system's Chromium, without a window.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    /// <summary>The program, as <see cref="ComponentFactAttribute"/> looks for it.</summary>
    public const string Program = "chromium";

    private readonly IPlaywright _playwright;
    private readonly IBrowser _browser;

    private Chromium(IPlaywright playwright, IBrowser browser)
    {
        _playwright = playwright;
        _browser = browser;
    }

    public static async Task<Chromium> StartAsync()
    {
        var playwright = await Playwright.CreateAsync();
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        var browser = await playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = folders.Select(static folder => Path.Combine(folder, Program)).First(File.Exists),
            Args = ["--no-sandbox", "--disable-gpu"],
            Timeout = (float)Patience.Limit.TotalMilliseconds,
        });
        return new Chromium(playwright, browser);
    }

    /// <summary>The page in a browser that remembers nothing, at the size of a desk's screen or of a phone's.</summary>
    /// <param name="address">Where it is.</param>
    /// <param name="isPhone">Small, and to be touched.</param>
    /// <param name="script">Runs before anything of the page does.</param>
    public async Task<PageOnScreen> OpenAsync(Uri address, bool isPhone = false, string script = "")
    {
        var context = await _browser.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = isPhone ? new ViewportSize { Width = 390, Height = 844 } : new ViewportSize { Width = 1280, Height = 800 },
            HasTouch = isPhone,
            IsMobile = isPhone,
            DeviceScaleFactor = isPhone ? 2 : 1,
        });
        if (script.Length > 0)
            await context.AddInitScriptAsync(script);
        context.SetDefaultTimeout((float)Patience.Limit.TotalMilliseconds);
        var page = new PageOnScreen(await context.NewPageAsync());
        await page.Page.GotoAsync(address.ToString());
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        await _browser.DisposeAsync();
        _playwright.Dispose();
    }
}
