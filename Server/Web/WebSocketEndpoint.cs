using System.Net;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using Ecs.Server.Doors.Native.Web;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.WebSocket;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ecs.Server.Web;

/// <summary>Turns requests for <see cref="WebPaths.Socket"/> into clients of the carrier.</summary>
/// <param name="carrier">Serves them.</param>
/// <param name="origins">Pages from elsewhere that may ask.</param>
/// <param name="limit">Sockets at once.</param>
/// <param name="addressLimit">Of one address.</param>
/// <param name="metrics">Counts whom it refuses.</param>
internal sealed class WebSocketEndpoint(WebCarrier carrier, IReadOnlyList<string> origins, int limit, int addressLimit, ServerMetrics metrics)
{
    private const int KeyBytes = 16;

    private readonly AddressCounts _addresses = new(addressLimit);
    private int _open;

    public async Task ServeAsync(HttpContext context, WebVisitor visitor)
    {
        var status = Judge(context, out var upgrade);
        if (status != StatusCodes.Status101SwitchingProtocols)
        {
            await RefuseAsync(context.Response, status).ConfigureAwait(false);
            return;
        }

        var address = visitor.Remote.Address;
        if (!TryTake(address))
        {
            await RefuseAsync(context.Response, StatusCodes.Status503ServiceUnavailable).ConfigureAwait(false);
            return;
        }

        try
        {
            await UpgradeAsync(context, upgrade!, visitor).ConfigureAwait(false);
        }
        finally
        {
            _addresses.Remove(address);
            Interlocked.Decrement(ref _open);
        }
    }

    private async Task UpgradeAsync(HttpContext context, IHttpUpgradeFeature upgrade, WebVisitor visitor)
    {
        var subprotocol = WebSubprotocol.Choose(context.Request.Headers.GetCommaSeparatedValues("Sec-WebSocket-Protocol"));
        var headers = context.Response.Headers;
        headers.Connection = "Upgrade";
        headers.Upgrade = "websocket";
        headers.SecWebSocketAccept = AcceptOf(context.Request.Headers.SecWebSocketKey.ToString());
        if (subprotocol is not null)
            headers.SecWebSocketProtocol = subprotocol;

        // Who is slow is the carrier's matter from here on.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate)
            rate.MinDataRate = null;
        var stream = await upgrade.UpgradeAsync().ConfigureAwait(false);
        var form = new WebSocketCreationOptions { IsServer = true, SubProtocol = subprotocol, KeepAliveInterval = Timeout.InfiniteTimeSpan };
        using var socket = WebSocket.CreateFromStream(new FollowedStream(stream, metrics), form);
        await carrier.ServeAsync(socket, context.Abort, visitor.Remote, visitor.IsLocal, subprotocol).ConfigureAwait(false);
    }

    private int Judge(HttpContext context, out IHttpUpgradeFeature? upgrade)
    {
        upgrade = context.Features.Get<IHttpUpgradeFeature>();
        var headers = context.Request.Headers;
        if (!HttpMethods.IsGet(context.Request.Method))
            return StatusCodes.Status405MethodNotAllowed;
        if (!WebOrigin.IsAllowed(context.Request, origins))
            return StatusCodes.Status403Forbidden;
        if (upgrade?.IsUpgradableRequest != true || !headers.Upgrade.ToString().Equals("websocket", StringComparison.OrdinalIgnoreCase))
            return StatusCodes.Status426UpgradeRequired;
        if (headers.SecWebSocketVersion != "13")
            return StatusCodes.Status426UpgradeRequired;
        Span<byte> key = stackalloc byte[KeyBytes + 2];
        var isKey = Convert.TryFromBase64String(headers.SecWebSocketKey.ToString(), key, out var length) && length == KeyBytes;
        return isKey ? StatusCodes.Status101SwitchingProtocols : StatusCodes.Status400BadRequest;
    }

    private bool TryTake(IPAddress address)
    {
        if (Interlocked.Increment(ref _open) <= limit && _addresses.TryAdd(address))
            return true;
        Interlocked.Decrement(ref _open);
        return false;
    }

    private Task RefuseAsync(HttpResponse response, int status)
    {
        metrics.CountDrop(DropCause.Refused);
        if (status == StatusCodes.Status426UpgradeRequired)
            (response.Headers.Upgrade, response.Headers.SecWebSocketVersion) = ("websocket", "13");
        return WebAnswer.StatusAsync(response, status);
    }

    private static string AcceptOf(string key)
    {
        Span<byte> hash = stackalloc byte[SHA1.HashSizeInBytes];
        WebSocketKey.Hash(Encoding.ASCII.GetBytes(key), hash);
        return Convert.ToBase64String(hash);
    }
}
