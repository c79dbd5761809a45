using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Web;

/// <summary>What is answered to every request: a file of the page, what the server says of itself, accounts, the socket, or nothing.</summary>
/// <param name="page">The files.</param>
/// <param name="status">What the server says of itself.</param>
/// <param name="accounts">Registering and logging in.</param>
/// <param name="sockets">The way into the game.</param>
/// <param name="proxies">Whose word about their clients is taken.</param>
/// <param name="metrics">Counts what has no effect.</param>
/// <param name="log">Is told of faults of ours.</param>
internal sealed class WebHandler(
    PageFiles page,
    ServerStatus status,
    AccountEndpoints accounts,
    WebSocketEndpoint sockets,
    TrustedProxies proxies,
    ServerMetrics metrics,
    ILogger log) : RequestHandler(log)
{
    protected override void AddHeaders(HttpResponse response) => WebAnswer.AddHeaders(response);

    protected override Task ServeAsync(HttpContext context)
    {
        if (!WebVisitor.TryFind(context, proxies, out var visitor))
        {
            metrics.CountDrop(DropCause.Forwarded);
            return WebAnswer.StatusAsync(context.Response, StatusCodes.Status400BadRequest);
        }

        var path = context.Request.Path.Value ?? "";
        return path == WebPaths.Socket ? sockets.ServeAsync(context, visitor)
            : path == WebPaths.Server ? TellAsync(context, visitor)
            : path.StartsWith(WebPaths.Accounts, StringComparison.Ordinal) ? accounts.ServeAsync(context, visitor)
            : ShowAsync(context, path);
    }

    private Task TellAsync(HttpContext context, WebVisitor visitor)
    {
        if (!IsReading(context.Request))
            return WebAnswer.StatusAsync(context.Response, StatusCodes.Status405MethodNotAllowed);
        context.Response.Headers.AccessControlAllowOrigin = "*";
        return WebAnswer.JsonAsync(context.Response, status.Describe(visitor.IsPrivate));
    }

    private Task ShowAsync(HttpContext context, string path) =>
        !IsReading(context.Request) ? WebAnswer.StatusAsync(context.Response, StatusCodes.Status405MethodNotAllowed)
        : page.Find(path) is { } file ? WebAnswer.FileAsync(context.Request, context.Response, file)
        : WebAnswer.StatusAsync(context.Response, StatusCodes.Status404NotFound);
}
