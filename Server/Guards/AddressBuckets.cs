using System.Net;

namespace Ecs.Server.Guards;

/// <summary>
/// How often people are answered or heard by their address: one bucket for all, and one of a fixed number for each address (IPv6 by /64).
/// Sources may be forged, so nothing is allocated for one: addresses that fall on the same bucket share it, and which do is a secret of the process.
/// </summary>
internal sealed class AddressBuckets
{
    private const int Buckets = 4096;

    private readonly TokenBucket[] _byAddress = new TokenBucket[Buckets];
    private TokenBucket _all;

    /// <param name="rate">Units a second of one address in the long run.</param>
    /// <param name="burst">Units of one address at once.</param>
    /// <param name="totalRate">Units a second of all addresses.</param>
    /// <param name="totalBurst">Units of all addresses at once.</param>
    public AddressBuckets(double rate, double burst, double totalRate, double totalBurst)
    {
        Array.Fill(_byAddress, new TokenBucket(rate, burst));
        _all = new TokenBucket(totalRate, totalBurst);
    }

    public bool TryTake(IPAddress address, TimeSpan now) => TryTake(AddressKey.Of(address), now);

    /// <param name="key">As <see cref="AddressKey"/> makes it.</param>
    /// <param name="now">Time that only goes forward.</param>
    public bool TryTake(UInt128 key, TimeSpan now)
    {
        // Seeded per process, so that nobody can choose addresses that fall on somebody else's bucket.
        var index = (uint)HashCode.Combine(key) % Buckets;
        return _byAddress[index].TryTake(1, now) && _all.TryTake(1, now);
    }
}
