using System.Net;
using System.Runtime.InteropServices;

namespace Ecs.Server.Guards;

/// <summary>
/// How many connections each address holds. IPv6 counts by its /64, which one household has; bounded by the connections. Any thread
/// may count: people behind proxies are known later than their connections, and elsewhere.
/// </summary>
internal sealed class AddressCounts(int limit)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<UInt128, int> _counts = [];

    public bool TryAdd(IPAddress address)
    {
        var key = AddressKey.Of(address);
        lock (_gate)
        {
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(_counts, key, out _);
            if (count >= limit)
                return false;
            count++;
            return true;
        }
    }

    public void Remove(IPAddress address)
    {
        var key = AddressKey.Of(address);
        lock (_gate)
        {
            if (--CollectionsMarshal.GetValueRefOrNullRef(_counts, key) == 0)
                _counts.Remove(key);
        }
    }
}
