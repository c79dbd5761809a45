using Ecs.Server.Base;
using Ecs.Server.Text;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Web;

/// <summary>
/// What all requests have in common, whoever they are for: a thread that gives way to the tick's, an answer to those who are only told that there are
/// too many, and faults that end a request and nothing else.
/// </summary>
/// <param name="log">Is told of faults of ours.</param>
internal abstract partial class RequestHandler(ILogger log) : IHttpApplication<HttpContext>
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
            AddHeaders(context.Response);
            if (context.Features.Get<IConnectionItemsFeature>() is { } connection && ConnectionGate.IsOver(connection.Items))
            {
                context.Response.Headers.Connection = "close";
                await WebAnswer.StatusAsync(context.Response, StatusCodes.Status503ServiceUnavailable).ConfigureAwait(false);
                return;
            }

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

    protected static bool IsReading(HttpRequest request) => HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);

    /// <summary>The headers that every answer has.</summary>
    protected abstract void AddHeaders(HttpResponse response);

    protected abstract Task ServeAsync(HttpContext context);

    [LoggerMessage(160, LogLevel.Error, "A request for {Path} ended with {Fault}")]
    private static partial void LogFault(ILogger log, string path, string fault);
}
