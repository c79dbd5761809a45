using System.Net;
using Ecs.Server.Metrics;
using Ecs.Server.Text;
using Ecs.Server.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Ecs.Server.Admin;

/// <summary>The API: finds the route of a request, reads what was sent with it, has it done, and keeps a line about it in the log.</summary>
internal sealed partial class AdminApi
{
    private readonly AdminRoute[] _routes;
    private readonly AdminSnapshots _snapshots;
    private readonly ILogger _log;

    public AdminApi(AdminWorld world, AdminEvents events, ILogger log)
    {
        _log = log;
        _snapshots = new AdminSnapshots(world);
        _routes =
        [
            .. new AdminServerRoutes(world, _snapshots, events).All,
            .. new AdminPeopleRoutes(world, _snapshots).All,
            .. new AdminRoomRoutes(world, _snapshots).All,
            .. new AdminRecordingRoutes(world).All,
        ];
        Document = AdminDocument.Write(_routes);
    }

    /// <summary>What the API is, in the words of OpenAPI; made of the routes, so it has each of them and no other.</summary>
    public byte[] Document { get; }

    /// <summary>For whoever has shown the token.</summary>
    public async Task ServeAsync(HttpContext context, WebVisitor visitor)
    {
        var (path, method) = (context.Request.Path.Value ?? "", context.Request.Method);
        using (var activity = ServerTraces.BeginRequest(DisplayText.Clean(method, 10)))
        {
            try
            {
                await DoAsync(context, path, method).ConfigureAwait(false);
            }
            finally
            {
                // The path only: nothing else of a request is ever written down.
                LogCall(_log, visitor.Remote.Address, DisplayText.Clean(method, 10), DisplayText.Clean(path, 200), context.Response.StatusCode);
                activity?.SetTag("http.response.status_code", context.Response.StatusCode);
            }
        }
    }

    private async Task DoAsync(HttpContext context, string path, string method)
    {
        var isKnown = false;
        foreach (var route in _routes)
        {
            if (!route.Matches(path, out var name))
                continue;
            isKnown = true;
            if (route.Method != method)
                continue;
            await DoAsync(context, route, name).ConfigureAwait(false);
            return;
        }

        await WebAnswer.StatusAsync(context.Response, isKnown ? StatusCodes.Status405MethodNotAllowed : StatusCodes.Status404NotFound).ConfigureAwait(false);
    }

    private async Task DoAsync(HttpContext context, AdminRoute route, string name)
    {
        var (fields, fault) = await AdminBody.ReadAsync(context.Request, route.Fields).ConfigureAwait(false);
        var call = new AdminCall(context, name, fields, HttpMethods.IsGet(route.Method) ? null : _snapshots);
        try
        {
            await (fault.Length == 0 ? route.Run(call) : call.AnswerAsync(AdminOutcome.Mistake(fault))).ConfigureAwait(false);
        }
        catch (TimeoutException) when (!context.Response.HasStarted)
        {
            await WebAnswer.ErrorAsync(context.Response, StatusCodes.Status503ServiceUnavailable, "busy", "The tick did not come to it.").ConfigureAwait(false);
        }
    }

    [LoggerMessage(172, LogLevel.Information, "{Address} called {Method} {Path}: {Status}")]
    private static partial void LogCall(ILogger log, IPAddress address, string method, string path, int status);
}
