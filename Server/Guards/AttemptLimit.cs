using System.Net;
using System.Runtime.InteropServices;

namespace Ecs.Server.Guards;

/// <summary>Lets each address do something so often in any minute, or any other span. IPv6 counts by its /64, which one household has. Any thread.</summary>
/// <param name="most">Attempts.</param>
/// <param name="span">In which they count; null for a minute.</param>
public sealed class AttemptLimit(int most, TimeSpan? span = null)
{
    /// <summary>Addresses remembered at once; what comes on top shares one account.</summary>
    public const int AddressLimit = 4096;

    private readonly TimeSpan _span = span ?? TimeSpan.FromMinutes(1);
    private readonly Dictionary<UInt128, Queue<TimeSpan>> _attempts = [];

    public bool IsReached(IPAddress address, TimeSpan now)
    {
        lock (_attempts)
        {
            var isKnown = _attempts.TryGetValue(AddressKey.Of(address), out var times)
                || (_attempts.Count >= AddressLimit && _attempts.TryGetValue(0, out times));
            if (!isKnown || times is null)
                return false;
            Forget(times, now);
            return times.Count >= most;
        }
    }

    public void Count(IPAddress address, TimeSpan now)
    {
        lock (_attempts)
        {
            var key = AddressKey.Of(address);
            if (!_attempts.ContainsKey(key) && _attempts.Count >= AddressLimit && !Purge(now))
                key = 0;
            ref var times = ref CollectionsMarshal.GetValueRefOrAddDefault(_attempts, key, out _);
            times ??= new Queue<TimeSpan>();
            Forget(times, now);
            if (times.Count < most)
                times.Enqueue(now);
        }
    }

    private void Forget(Queue<TimeSpan> times, TimeSpan now)
    {
        while (times.TryPeek(out var oldest) && now - oldest >= _span)
            times.Dequeue();
    }

    /// <summary>False when everybody who is remembered has attempts that count.</summary>
    private bool Purge(TimeSpan now)
    {
        foreach ((var key, var times) in _attempts)
        {
            Forget(times, now);
            if (times.Count == 0)
                _attempts.Remove(key);
        }

        return _attempts.Count < AddressLimit;
    }
}
