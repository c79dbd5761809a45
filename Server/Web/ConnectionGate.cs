using System.Net;
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
    private static readonly object PlaceKey = new();

    private readonly AddressCounts _addresses = new(addressLimit);
    private int _served;
    private int _told;

    /// <summary>Places, of those that are served, that only somebody on this machine is given, whoever else comes.</summary>
    public int LocalPlaces { get; init; }

    /// <summary>Connections over the limit that are told.</summary>
    public int Told { get; init; } = 64;

    /// <summary>Whether a connection is one that is only told.</summary>
    public static bool IsOver(IDictionary<object, object?> items) => items.TryGetValue(PlaceKey, out var place) && place is Place { IsTold: true };

    /// <summary>
    /// Whether a connection that was just accepted has a place, which it then keeps until <see cref="Leave"/>. Asked before the next one is
    /// accepted: others are in nobody's account, and a crowd of them would take all files before any of them was counted.
    /// </summary>
    public bool TryEnter(ConnectionContext connection)
    {
        var address = (connection.RemoteEndPoint as IPEndPoint)?.Address ?? IPAddress.None;
        var counts = !proxies.Contains(address);
        if (!handles.TryTake())
        {
            metrics.CountDrop(DropCause.NoHandle);
            return false;
        }

        if (counts && !_addresses.TryAdd(address))
        {
            handles.GiveBack();
            metrics.CountDrop(DropCause.Refused);
            return false;
        }

        // Those that are only told have places of their own, or they would be in the way of those that may still be served.
        var isServed = TryCount(ref _served, IsLocal(address) ? limit : limit - LocalPlaces);
        var place = new Place(counts ? address : null, IsTold: !isServed);
        if (!isServed)
            metrics.CountDrop(DropCause.Refused);
        if (!isServed && !TryCount(ref _told, Told))
        {
            GiveBack(place.Counted);
            return false;
        }

        connection.Items[PlaceKey] = place;
        return true;
    }

    /// <summary>The connection has ended.</summary>
    public void Leave(ConnectionContext connection)
    {
        if (!connection.Items.Remove(PlaceKey, out var item) || item is not Place place)
            return;
        Interlocked.Decrement(ref place.IsTold ? ref _told : ref _served);
        GiveBack(place.Counted);
    }

    private static bool TryCount(ref int count, int most)
    {
        if (Interlocked.Increment(ref count) <= most)
            return true;
        Interlocked.Decrement(ref count);
        return false;
    }

    private static bool IsLocal(IPAddress address) => IPAddress.IsLoopback(AddressKey.Plain(address));

    private void GiveBack(IPAddress? counted)
    {
        if (counted is not null)
            _addresses.Remove(counted);
        handles.GiveBack();
    }

    /// <param name="Counted">The address whose connections are counted; null for a trusted proxy's.</param>
    /// <param name="IsTold">Rather than served.</param>
    private sealed record Place(IPAddress? Counted, bool IsTold);
}
