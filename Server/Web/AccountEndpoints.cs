using System.Globalization;
using System.Text.Json;
using Ecs.Server.Base;
using Microsoft.AspNetCore.Http;

namespace Ecs.Server.Web;

/// <summary>
/// What the page asks about accounts: POST of a small JSON object, from the page itself only, and over connections that nobody reads along.
/// </summary>
/// <param name="service">Answers; null where there are no accounts.</param>
internal sealed class AccountEndpoints(IWebAccounts? service)
{
    /// <summary>Characters of a field; what is longer is nobody's name or password.</summary>
    private const int FieldLimit = 1_000;

    /// <summary>Requests at once: each costs a core the time of a password's hash.</summary>
    private const int AtOnce = 16;

    private int _now;

    public async Task ServeAsync(HttpContext context, WebVisitor visitor)
    {
        var response = context.Response;
        if (WorkOf(context.Request.Path.Value ?? "") is not { } work)
            await WebAnswer.StatusAsync(response, StatusCodes.Status404NotFound).ConfigureAwait(false);
        else if (!HttpMethods.IsPost(context.Request.Method))
            await WebAnswer.StatusAsync(response, StatusCodes.Status405MethodNotAllowed).ConfigureAwait(false);
        else if (!WebOrigin.IsOwn(context.Request))
            await WebAnswer.ErrorAsync(response, StatusCodes.Status403Forbidden, "foreign", "Only this server's own page may ask that.").ConfigureAwait(false);
        else if (!visitor.IsPrivate)
            await WebAnswer.ErrorAsync(response, StatusCodes.Status403Forbidden, "insecure", "Passwords are taken over https only.").ConfigureAwait(false);
        else if (service is null || service.Policy == AccountPolicy.Off)
            await WebAnswer.ErrorAsync(response, StatusCodes.Status404NotFound, "off", "This server has no accounts.").ConfigureAwait(false);
        else
            await TryWorkAsync(context, visitor, work).ConfigureAwait(false);
    }

    private async Task TryWorkAsync(HttpContext context, WebVisitor visitor, Work work)
    {
        if (Interlocked.Increment(ref _now) > AtOnce)
        {
            Interlocked.Decrement(ref _now);
            await AnswerAsync(context.Response, new WebAccountAnswer(WebAccountVerdict.Limited, RetryAfter: TimeSpan.FromSeconds(1))).ConfigureAwait(false);
            return;
        }

        try
        {
            if (await ReadAsync(context.Request).ConfigureAwait(false) is { } fields)
                await AnswerAsync(context.Response, await work(fields, visitor, context.RequestAborted).ConfigureAwait(false)).ConfigureAwait(false);
            else
                await WebAnswer.ErrorAsync(context.Response, StatusCodes.Status400BadRequest, "bad-request", "That is no such request.").ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _now);
        }
    }

    private Work? WorkOf(string path) => path switch
    {
        "/api/register" => (fields, visitor, end) => service!.RegisterAsync(fields.Name, fields.Password, visitor.Remote.Address, end),
        "/api/login" => (fields, visitor, end) => service!.LogInAsync(fields.Name, fields.Password, visitor.Remote.Address, end),
        "/api/password" => (fields, visitor, end) =>
            service!.ChangePasswordAsync(fields.Name, fields.Password, fields.NewPassword, visitor.Remote.Address, end),
        "/api/delete" => (fields, visitor, end) => service!.DeleteAsync(fields.Name, fields.Password, visitor.Remote.Address, end),
        _ => null,
    };

    private static async Task<Fields?> ReadAsync(HttpRequest request)
    {
        if (!request.HasJsonContentType())
            return null;
        try
        {
            using var json = await JsonDocument.ParseAsync(request.Body, cancellationToken: request.HttpContext.RequestAborted).ConfigureAwait(false);
            var root = json.RootElement;
            return root.ValueKind == JsonValueKind.Object
                && Field(root, "name") is { } name
                && Field(root, "password") is { } password
                && (Field(root, "newPassword") ?? (root.TryGetProperty("newPassword", out _) ? null : "")) is { } newPassword
                ? new Fields(name, password, newPassword)
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Also of text that is no Unicode.
            return null;
        }
    }

    private static string? Field(JsonElement root, string name) =>
        root.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: <= FieldLimit } text ? text : null;

    private static Task AnswerAsync(HttpResponse response, in WebAccountAnswer answer)
    {
        if (answer.Verdict == WebAccountVerdict.Ok)
        {
            return WebAnswer.JsonAsync(response, JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string>
            {
                ["name"] = answer.Name,
                ["token"] = answer.Token,
                ["expires"] = answer.Expires.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
            }));
        }

        if (answer.Verdict == WebAccountVerdict.Limited)
            response.Headers.RetryAfter = Math.Max(1, (int)Math.Ceiling(answer.RetryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture);
        var (status, error, text) = Explain(answer.Verdict);
        return WebAnswer.ErrorAsync(response, status, error, answer.Text.Length == 0 ? text : answer.Text);
    }

    private static (int Status, string Error, string Text) Explain(WebAccountVerdict verdict) => verdict switch
    {
        WebAccountVerdict.WrongPassword => (StatusCodes.Status401Unauthorized, "wrong-password", "Name or password is wrong."),
        WebAccountVerdict.NameTaken => (StatusCodes.Status409Conflict, "name-taken", "Somebody has that name."),
        WebAccountVerdict.BadName => (StatusCodes.Status400BadRequest, "bad-name", "Nobody can have that name."),
        WebAccountVerdict.BadPassword => (StatusCodes.Status400BadRequest, "bad-password", "That is no good password."),
        WebAccountVerdict.Banned => (StatusCodes.Status403Forbidden, "banned", "You are banned."),
        WebAccountVerdict.Limited => (StatusCodes.Status429TooManyRequests, "limited", "That were too many tries; wait a little."),
        _ => (StatusCodes.Status503ServiceUnavailable, "unavailable", "Accounts do not answer now."),
    };

    private delegate Task<WebAccountAnswer> Work(Fields fields, WebVisitor visitor, CancellationToken end);

    private sealed record Fields(string Name, string Password, string NewPassword)
    {
        /// <summary>Without its secrets.</summary>
        public override string ToString() => Name;
    }
}
