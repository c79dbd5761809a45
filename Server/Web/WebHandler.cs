using Ecs.Server.Base;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
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
internal sealed partial class WebHandler(
    PageFiles page,
    ServerStatus status,
    AccountEndpoints accounts,
    WebSocketEndpoint sockets,
    TrustedProxies proxies,
    ServerMetrics metrics,
    ILogger log) : IHttpApplication<HttpContext>
{
    public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

    public void DisposeContext(HttpContext context, Exception? exception)
    {
        // Holds nothing.
    }

    public async Task ProcessRequestAsync(HttpContext context)
    {
        YieldingThread.Begin();
        try
        {
            await ServeAsync(context).ConfigureAwait(false);
        }
        catch (BadHttpRequestException refusal) when (!context.Response.HasStarted)
        {
            // Too long, too slow, or no HTTP: who sent it hears which, and is sent away.
            context.Response.StatusCode = refusal.StatusCode;
            context.Response.Headers.Connection = "close";
        }
        catch (Exception loss) when (loss is OperationCanceledException or IOException or ConnectionResetException)
        {
            // The client is gone; that ends its connection and nothing else.
            context.Abort();
        }
        catch (Exception fault)
        {
            LogFault(log, DisplayText.Clean(context.Request.Path.Value ?? "", 100), fault.GetType().Name);
            if (!context.Response.HasStarted)
                context.Response.StatusCode = StatusCodes.Status500InternalServerError;
        }
    }

    private Task ServeAsync(HttpContext context)
    {
        var response = context.Response;
        WebAnswer.AddHeaders(response);
        if (context.Features.Get<IConnectionItemsFeature>() is { } connection && ConnectionGate.IsOver(connection.Items))
        {
            response.Headers.Connection = "close";
            return WebAnswer.StatusAsync(response, StatusCodes.Status503ServiceUnavailable);
        }

        if (!WebVisitor.TryFind(context, proxies, out var visitor))
        {
            metrics.CountDrop(DropCause.Forwarded);
            return WebAnswer.StatusAsync(response, StatusCodes.Status400BadRequest);
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

    private static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    [LoggerMessage(160, LogLevel.Error, "A request for {Path} ended with {Fault}")]
    private static partial void LogFault(ILogger log, string path, string fault);
}
