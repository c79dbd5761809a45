using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Ecs.Server.Rooms;
using Ecs.Server.Web;
using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Admin;

/// <summary>One use of a route: what was sent, and ways to answer.</summary>
/// <param name="context">Of the request.</param>
/// <param name="name">What stood for the name in the path.</param>
/// <param name="fields">Of the body; those that are needed are there and all are of their kind.</param>
/// <param name="stale">What is not so any more once it is done; null where it changes nothing.</param>
internal sealed class AdminCall(HttpContext context, string name, IReadOnlyDictionary<string, JsonElement> fields, AdminSnapshots? stale)
{
    /// <summary>Characters of a text that is sent.</summary>
    public const int TextLimit = 1_000;

    public HttpContext Context => context;

    public string Name => name;

    public CancellationToken End => context.RequestAborted;

    /// <summary>Empty where nothing was sent.</summary>
    public string Text(string field) => fields.TryGetValue(field, out var value) ? value.GetString() ?? "" : "";

    /// <summary>Null where nothing was sent.</summary>
    public long? Number(string field) => fields.TryGetValue(field, out var value) ? value.GetInt64() : null;

    public Task AnswerAsync<T>(T shape, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        stale?.Forget();
        context.Response.StatusCode = status;
        return WebAnswer.JsonAsync(context.Response, JsonSerializer.SerializeToUtf8Bytes(shape, type));
    }

    /// <summary>What became of a wish: a sentence with the status that fits.</summary>
    public Task AnswerAsync(AdminOutcome outcome) => outcome.Error.Length == 0
        ? AnswerAsync(new AdminDoneShape(outcome.Sentence), AdminJson.Default.AdminDoneShape)
        : WebAnswer.ErrorAsync(context.Response, outcome.Status, outcome.Error, outcome.Sentence);

    /// <summary>Has the tick's thread do something, and answers what came of it.</summary>
    public async Task DoAsync(AdminWorld world, Func<AdminOutcome> wish) =>
        await AnswerAsync(await world.AskAsync(wish, End).ConfigureAwait(false)).ConfigureAwait(false);

    /// <summary>Likewise, in the room that the path names.</summary>
    public Task DoInRoomAsync(AdminWorld world, Func<Room, AdminOutcome> wish) => DoAsync(
        world, () => world.Server.Rooms.Named(Name) is { } room ? wish(room) : AdminOutcome.Nothing("There is no room of that name."));
}
