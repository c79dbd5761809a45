using Ecs.Server.HealthChecks;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Admin;

/// <summary>What is answered at the operator's listener: health and metrics; with a token the API, what it is, and its page.</summary>
/// <param name="health">How the server is.</param>
/// <param name="metrics">Answers what Prometheus asks for.</param>
/// <param name="guard">Looks at tokens.</param>
/// <param name="api">Null where there is no token.</param>
/// <param name="page">The files.</param>
/// <param name="log">Is told of faults of ours.</param>
internal sealed class AdminHandler(ServerHealth health, RequestDelegate metrics, AdminGuard guard, AdminApi? api, PageFiles page, ILogger log) : RequestHandler(log)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

    protected override void AddHeaders(HttpResponse response) => WebAnswer.AddHeaders(response, Policy);

    protected override Task ServeAsync(HttpContext context)
    {
        // A proxy's word is not taken here: it is one more address of those that may guess.
        if (!WebVisitor.TryFind(context, TrustedProxies.None, out var visitor))
            return WebAnswer.StatusAsync(context.Response, StatusCodes.Status400BadRequest);
        var path = context.Request.Path.Value ?? "";
        return path switch
        {
            AdminPaths.Live => TellHealthAsync(context, static report => report.IsLive),
            AdminPaths.Ready => TellHealthAsync(context, static report => report.IsReady),
            AdminPaths.Metrics => ScrapeAsync(context, visitor),
            _ when api is null => WebAnswer.StatusAsync(context.Response, StatusCodes.Status404NotFound),
            AdminPaths.Document => ReadAsync(context, () => WebAnswer.JsonAsync(context.Response, api.Document)),
            _ when path.StartsWith(AdminPaths.Api, StringComparison.Ordinal) =>
                Authorize(context, visitor) is { } refusal ? refusal : api.ServeAsync(context, visitor),
            _ => page.Find(path) is { } file ? ReadAsync(context, () => WebAnswer.FileAsync(context.Request, context.Response, file))
                : WebAnswer.StatusAsync(context.Response, StatusCodes.Status404NotFound),
        };
    }

    private Task TellHealthAsync(HttpContext context, Func<HealthReport, bool> isGood) => ReadAsync(context, () =>
    {
        var report = health.Read();
        context.Response.StatusCode = isGood(report) ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable;
        return WebAnswer.JsonAsync(context.Response, report.ToJson());
    });

    /// <summary>Where there is a token, whoever comes from elsewhere shows it.</summary>
    private Task ScrapeAsync(HttpContext context, WebVisitor visitor) => ReadAsync(
        context, () => guard.HasToken && !visitor.IsLocal && Authorize(context, visitor) is { } refusal ? refusal : metrics(context));

    /// <summary>Null for whoever shows the token; the answer for everybody else.</summary>
    private Task? Authorize(HttpContext context, WebVisitor visitor)
    {
        var response = context.Response;
        switch (guard.Judge(context.Request.Headers.Authorization.ToString(), visitor.Remote.Address))
        {
            case AdminVerdict.Right:
                return null;
            case AdminVerdict.Limited:
                return WebAnswer.ErrorAsync(response, StatusCodes.Status429TooManyRequests, "limited", "Too many wrong tokens; come again in ten minutes.");
            default:
                response.Headers.WWWAuthenticate = "Bearer";
                return WebAnswer.ErrorAsync(response, StatusCodes.Status401Unauthorized, "unauthorized", "That takes the operator's token.");
        }
    }

    private static Task ReadAsync(HttpContext context, Func<Task> answer) =>
        IsReading(context.Request) ? answer() : WebAnswer.StatusAsync(context.Response, StatusCodes.Status405MethodNotAllowed);
}
