using Microsoft.Playwright;

namespace Ecs.Tests.Page;

/// <summary>The page as somebody sees and uses it. Whatever it throws or refuses is kept.</summary>
internal sealed class PageOnScreen
{
    private const string Figures = "document.getElementById('canvas').figures";

    private readonly List<string> _faults = [];

    public PageOnScreen(IPage page)
    {
        Page = page;
        page.PageError += (_, error) => _faults.Add(error);
        page.Dialog += async (_, dialog) =>
        {
            _faults.Add($"a dialog: {dialog.Message}");
            await dialog.DismissAsync();
        };
        page.Console += (_, line) =>
        {
            // A server that is away is what some tests are about.
            if (line.Type == "error" && !line.Text.Contains("ERR_", StringComparison.Ordinal) && !line.Text.Contains("WebSocket", StringComparison.Ordinal))
                _faults.Add(line.Text);
        };
    }

    public IPage Page { get; }

    public IReadOnlyList<string> Faults => _faults;

    /// <summary>Enters a room as somebody who uses the mouse.</summary>
    public async Task JoinAsync(string name, string room, bool watches = false)
    {
        await Page.FillAsync("#nickname", name);
        await Page.ClickAsync($"[data-key='{(watches ? "Watch" : "Join")} {room}']");
        await UntilAsync("figures.state === 'playing' && figures.snapshots > 2");
    }

    /// <summary>Waits until a condition in terms of <c>figures</c> holds.</summary>
    /// <exception cref="TimeoutException">It never did: says what the page showed instead.</exception>
    public async Task UntilAsync(string condition)
    {
        try
        {
            await Page.WaitForFunctionAsync($"() => {{ const figures = {Figures}; return {condition}; }}");
        }
        catch (TimeoutException late)
        {
            var shown = await Page.EvaluateAsync<string>($"JSON.stringify({Figures}) + '\\n' + document.body.innerText");
            throw new TimeoutException($"{condition}: not within the patience\n{shown}\n{string.Join('\n', _faults)}", late);
        }
    }

    /// <summary>A number of the page's figures.</summary>
    public Task<double> NumberAsync(string name) => Page.EvaluateAsync<double>($"{Figures}.{name}");

    /// <summary>Says something to the room, by keyboard.</summary>
    public async Task SayAsync(string text)
    {
        await Page.FocusAsync("#canvas");
        await Page.Keyboard.PressAsync("Enter");
        await Page.FillAsync("#chat-text", text);
        await Page.Keyboard.PressAsync("Enter");
    }

    /// <summary>Waits until a line of the chat has this in it.</summary>
    public Task HearsAsync(string text) =>
        Page.WaitForFunctionAsync("text => document.getElementById('chat-lines').textContent.includes(text)", text);
}
