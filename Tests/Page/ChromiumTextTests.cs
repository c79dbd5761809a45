using Ecs.Client;
using Ecs.Tests.Testing;
using Ecs.Tests.Testing.Lanes;

namespace Ecs.Tests.Page;

/// <summary>What players call themselves and say, and what things are called, is text, whatever it looks like.</summary>
[Collection(WindowLane.Name)]
public sealed class ChromiumTextTests
{
    private const int Texts = 500;

    private static readonly string[] Forms =
    [
        "<script>window.ran={0}</script>", "<img src=x onerror=window.ran={0}>", "<svg onload=window.ran={0}>", "<iframe srcdoc='<script>parent.ran={0}</script>'>",
        "javascript:window.ran={0}", "\"><script>window.ran={0}</script>", "'-window.ran={0}-'", "${window.ran={0}}", "{{window.ran={0}}}", "</li><script>window.ran={0}//",
        "<a href=javascript:ran={0} autofocus onfocus=ran={0}>", "<style onload=ran={0}>", "\\u003cscript\\u003eran={0}", "&lt;script&gt;ran={0}", "<body onload=ran={0}>", "<details open ontoggle=ran={0}>",
    ];

    [ComponentFact(Chromium.Program)]
    public async Task Script_in_names_and_chat_never_runs()
    {
        using var server = new WebServerChild("--mode", "arena");
        await using var browser = await Chromium.StartAsync();
        var page = await browser.OpenAsync(server.Address);
        await page.JoinAsync("ana", "arena");

        // Names by real players of the other door; chat and things as the page's own parts get them, because nobody may say so much so fast.
        string[] names = ["<b onx=1>eve</b>", "<script>ran=1//", "\"><svg onload=ran"];
        server.Server.Ready();
        var clients = names.Select(name => server.Server.Connect(name)).ToArray();
        try
        {
            server.Server.Turn(clients, () => clients.All(static client => client.State == ClientState.Playing));
            clients[0].Say("<img src=x onerror=window.ran=1>");
            server.Server.Turn(clients, () => page.Page.EvaluateAsync<bool>("document.getElementById('chat-lines').textContent.includes('<img src=x')").Result);
            await page.Page.Keyboard.DownAsync("Tab");
            server.Server.Turn(clients, () => page.Page.EvaluateAsync<bool>("document.getElementById('scores-rows').textContent.includes('<script>ran=1//')").Result);
        }
        finally
        {
            foreach (var client in clients)
                client.Dispose();
        }

        var texts = Enumerable.Range(0, Texts).Select(static index => Forms[index % Forms.Length].Replace("{0}", $"{index}", StringComparison.Ordinal)).ToArray();
        var shown = await page.Page.EvaluateAsync<string[]>("""
            async texts => {
                const { Chat } = await import('/modules/screens/chat.js');
                const { Feed } = await import('/modules/screens/feed.js');
                const { Inventory } = await import('/modules/screens/inventory.js');
                const [chat, feed] = [new Chat({ send() {}, closed() {} }), new Feed()];
                const inventory = new Inventory({ act() {}, toggled() {} });
                const lines = [];
                texts.forEach((text, index) => {
                    chat.add({ kind: index % 3, slot: index % 3 === 0 ? 1 : null, name: text.slice(0, 24), text });
                    lines.push(document.getElementById('chat-lines').firstElementChild.textContent);
                    feed.happened({ kind: 5, slot: 1, other: null }, { players: new Map([[1, { name: text }]]) });
                });
                for (let first = 0; first < texts.length; first += 64) {
                    const things = texts.slice(first, first + 64).map((name, index) => ({ slot: index + 1, item: index, amount: 1 + index % 2, worn: index % 3 === 0, use: index % 3, name }));
                    inventory.update({ carried: { slots: 64, things } });
                    inventory.open(true);
                    things.forEach(({ slot, name }) => {
                        document.getElementById(`slot-${slot}`).click();
                        const [shown, line] = [document.querySelector(`#slot-${slot} .name`).textContent, document.getElementById('slot-line').textContent];
                        if (shown !== name || !line.startsWith(name)) lines[first + slot - 1] = `${shown} and ${line}`;
                    });
                }
                await new Promise(resolve => setTimeout(resolve, 500));
                return lines;
            }
            """, texts);
        for (var index = 0; index < Texts; index++)
            Assert.EndsWith(texts[index], shown[index], StringComparison.Ordinal);
        Assert.False(await page.Page.EvaluateAsync<bool>("'ran' in window"));
        Assert.Equal(0, await page.Page.EvaluateAsync<int>("document.querySelectorAll('#game script, #game iframe, #game img, #game a, #game style, #game svg').length"));
        Assert.Empty(page.Faults);
    }
}
