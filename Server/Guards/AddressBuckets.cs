using System.Net;
using System.Runtime.InteropServices;

namespace Ecs.Server.Guards;

/// <summary>A <see cref="TokenBucket"/> for each address, so that one that asks without end does not ask for all.</summary>
/// <param name="rate">Units per second of one address in the long run.</param>
/// <param name="burst">Units at once.</param>
internal sealed class AddressBuckets(double rate, double burst)
{
    /// <summary>Addresses remembered at once; what comes on top shares one bucket.</summary>
    public const int AddressLimit = 4096;

    private readonly Dictionary<UInt128, TokenBucket> _buckets = [];
    private TimeSpan _sweptAt;

    public bool TryTake(IPAddress address, TimeSpan now)
    {
        UInt128 key = AddressKey.Of(address);
        if (_buckets.Count >= AddressLimit && !_buckets.ContainsKey(key))
        {
            Sweep(now);
            key = _buckets.Count >= AddressLimit ? 0 : key;
        }

        ref TokenBucket bucket = ref CollectionsMarshal.GetValueRefOrAddDefault(_buckets, key, out bool isKnown);
        if (!isKnown)
            bucket = new TokenBucket(rate, burst);
        return bucket.TryTake(1, now);
    }

    /// <summary>Forgets all, not more often than a bucket takes to fill: a burst is the most that anybody gains.</summary>
    private void Sweep(TimeSpan now)
    {
        if ((now - _sweptAt).TotalSeconds * rate < burst)
            return;
        _sweptAt = now;
        _buckets.Clear();
    }
}
