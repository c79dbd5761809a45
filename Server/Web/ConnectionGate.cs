using System.Net;
using Ecs.Server.Base;
using Ecs.Server.Files;
using Ecs.Server.Guards;
using Ecs.Server.Metrics;
using Ecs.Server.Net.Proxies;
using Microsoft.AspNetCore.Connections;

namespace Ecs.Server.Web;

/// <summary>
/// Counts connections before anything of them is read. Those over the limit are still told so, with 503; those far over it, those of an
/// address that has too many, and those for whom there is no file are reset.
/// </summary>
/// <param name="limit">Connections that are served at once.</param>
/// <param name="addressLimit">Of one address; a trusted proxy's are not counted here.</param>
/// <param name="proxies">Trusted.</param>
/// <param name="handles">Files for clients.</param>
/// <param name="metrics">Counts whom it refuses.</param>
internal sealed class ConnectionGate(int limit, int addressLimit, TrustedProxies proxies, HandleBudget handles, ServerMetrics metrics)
{
    /// <summary>Connections over the limit that are told.</summary>
    private const int Told = 64;

    private static readonly object OverKey = new();

    private readonly AddressCounts _addresses = new(addressLimit);
    private int _open;

    /// <summary>Connections that it lets in, those that are only told included.</summary>
    public int Most => limit + Told;

    /// <summary>Whether a connection is one that is only told.</summary>
    public static bool IsOver(IDictionary<object, object?> items) => items.ContainsKey(OverKey);

    public async Task ServeAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        YieldingThread.Begin();
        if (!handles.TryTake())
        {
            Refuse(connection, DropCause.NoHandle);
            return;
        }

        try
        {
            await CountAsync(connection, next).ConfigureAwait(false);
        }
        finally
        {
            handles.GiveBack();
        }
    }

    private async Task CountAsync(ConnectionContext connection, ConnectionDelegate next)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var counts = !proxies.Contains(address);
        if (counts && !_addresses.TryAdd(address))
        {
            Refuse(connection, DropCause.Refused);
            return;
        }

        var open = Interlocked.Increment(ref _open);
        try
        {
            if (open > limit)
            {
                metrics.CountDrop(DropCause.Refused);
                connection.Items[OverKey] = null;
            }

            if (open > limit + Told)
                connection.Abort();
            else
                await next(connection).ConfigureAwait(false);
        }
        finally
        {
            Interlocked.Decrement(ref _open);
            if (counts)
                _addresses.Remove(address);
        }
    }

    private void Refuse(ConnectionContext connection, DropCause cause)
    {
        metrics.CountDrop(cause);
        connection.Abort();
    }
}
