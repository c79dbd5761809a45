using Ecs.Server.Console;
using Ecs.Server.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ecs.Server.Admin;

/// <summary>What the API has about the server as a whole.</summary>
internal sealed class AdminServerRoutes(AdminWorld world, AdminSnapshots snapshots, AdminEvents events)
{
    /// <summary>A stream says something at least so often.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(10);

    public IEnumerable<AdminRoute> All =>
    [
        new("GET", "/api/server", "How the server is.", [], ShowAsync),
        new("GET", "/api/ticks", "The ticks of the last two minutes, second by second.", [], call => call.AnswerAsync(events.History, AdminJson.Default.AdminTickShapeArray)),
        new("GET", AdminPaths.Events, "What happens, as server-sent events: state once a second, and notice for each line that a room is told.", [], StreamAsync)
        {
            AnswerType = "text/event-stream",
        },
        new("POST", "/api/say", "Speaks to everybody in all rooms.", [new("text", false, true, "Plain text.")], SayAsync),
        new("POST", "/api/console", "Runs a line as the console does.",
            [new("line", false, true, "A command of the console."), new("room", false, false, "The room that it means; the default room unless named.")],
            call => call.DoAsync(world, () => Execute(call.Text("line"), call.Text("room")))),
    ];

    private async Task ShowAsync(AdminCall call) =>
        await call.AnswerAsync(await snapshots.Server.GetAsync(call.End).ConfigureAwait(false), AdminJson.Default.AdminServerShape).ConfigureAwait(false);

    private async Task SayAsync(AdminCall call)
    {
        var text = DisplayText.CleanChat(call.Text("text"));
        if (text.Length == 0)
        {
            await call.AnswerAsync(AdminOutcome.Mistake("Nothing of that can be said.")).ConfigureAwait(false);
            return;
        }

        await world.AskAsync(() => Say(text), call.End).ConfigureAwait(false);
        await call.AnswerAsync(AdminOutcome.Done($"Said: {text}")).ConfigureAwait(false);
    }

    private bool Say(string text)
    {
        world.Server.Say(text);
        return true;
    }

    private AdminOutcome Execute(string line, string name)
    {
        var room = name.Length == 0 ? world.Server.Rooms.All[0] : world.Server.Rooms.Named(name);
        return room is null
            ? AdminOutcome.Nothing("There is no room of that name.")
            : AdminOutcome.Done(world.Commands.Execute(new CommandCaller("admin", CommandRight.Console) { Room = room }, line));
    }

    private async Task StreamAsync(AdminCall call)
    {
        var response = call.Context.Response;
        if (events.Open() is not { } stream)
        {
            await call.AnswerAsync(AdminOutcome.Refused($"{AdminEvents.StreamLimit} streams are open.")).ConfigureAwait(false);
            return;
        }

        try
        {
            // Who reads slowly loses events; how slowly is for nobody to say.
            if (call.Context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
                rate.MinDataRate = null;
            response.ContentType = "text/event-stream";
            call.Context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
            await response.Body.WriteAsync(AdminEvent.Silence, call.End).ConfigureAwait(false);
            while (await WaitAsync(stream.Reader, call.End).ConfigureAwait(false))
            {
                var isSilent = true;
                while (stream.Reader.TryRead(out var told))
                {
                    isSilent = false;
                    await response.Body.WriteAsync(told.Bytes, call.End).ConfigureAwait(false);
                }

                if (isSilent)
                    await response.Body.WriteAsync(AdminEvent.Silence, call.End).ConfigureAwait(false);
                await response.Body.FlushAsync(call.End).ConfigureAwait(false);
            }
        }
        finally
        {
            events.Close(stream);
        }
    }

    /// <summary>False at the end of the server; true when something came, or nothing for a while.</summary>
    private static async Task<bool> WaitAsync(System.Threading.Channels.ChannelReader<AdminEvent> reader, CancellationToken end)
    {
        try
        {
            return await reader.WaitToReadAsync(end).AsTask().WaitAsync(LongestSilence, end).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            return true;
        }
    }
}
