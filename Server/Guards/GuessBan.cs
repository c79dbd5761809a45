using System.Net;

namespace Ecs.Server.Guards;

/// <summary>
/// For passwords that open more than a game: so many guesses of one address (IPv6: of one /64) are looked at in a minute, and with the last of them the
/// address is heard no more for a while, right or wrong. A guess counts from when it is begun, so that many at once are no more than one after the
/// other. Any thread.
/// </summary>
/// <param name="perMinute">Guesses that are looked at.</param>
/// <param name="span">How long an address is not heard afterwards.</param>
/// <param name="now">Time that only goes forward.</param>
public sealed class GuessBan(int perMinute, TimeSpan span, Func<TimeSpan> now)
{
    /// <summary>Addresses remembered at once; what comes on top shares one account.</summary>
    public const int AddressLimit = 4096;

    /// <summary>How long an address is not heard, unless somebody chooses.</summary>
    public static readonly TimeSpan UsualSpan = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly Dictionary<UInt128, Account> _accounts = [];

    /// <summary>Whether nothing of that address is heard for now.</summary>
    public bool IsBanned(IPAddress source)
    {
        lock (_accounts)
            return AccountOf(source)?.Until > now();
    }

    /// <summary>A guess is about to be looked at; false when it may not be.</summary>
    public bool TryBegin(IPAddress source)
    {
        lock (_accounts)
        {
            var time = now();
            var account = AccountOf(source) ?? Add(source, time);
            account.Forget(time);
            if (account.Until > time)
                return false;
            account.Guesses.Enqueue(time);
            if (account.Guesses.Count >= perMinute)
                account.Until = time + span;
            return true;
        }
    }

    /// <summary>The guess that was begun was right: those before it are forgiven.</summary>
    public void Forgive(IPAddress source)
    {
        lock (_accounts)
            _accounts.Remove(KeyOf(source));
    }

    private Account? AccountOf(IPAddress source) => _accounts.GetValueOrDefault(KeyOf(source));

    private UInt128 KeyOf(IPAddress source)
    {
        var key = AddressKey.Of(source);
        return _accounts.ContainsKey(key) || _accounts.Count < AddressLimit ? key : 0;
    }

    private Account Add(IPAddress source, TimeSpan time)
    {
        if (_accounts.Count >= AddressLimit)
            Purge(time);
        var account = new Account();
        _accounts[KeyOf(source)] = account;
        return account;
    }

    private void Purge(TimeSpan time)
    {
        foreach ((var key, var account) in _accounts)
        {
            account.Forget(time);
            if (account.Guesses.Count == 0 && account.Until <= time)
                _accounts.Remove(key);
        }
    }

    private sealed class Account
    {
        public Queue<TimeSpan> Guesses { get; } = new();

        /// <summary>Not heard before that.</summary>
        public TimeSpan Until { get; set; }

        public void Forget(TimeSpan time)
        {
            while (Guesses.TryPeek(out var oldest) && time - oldest >= Minute)
                Guesses.Dequeue();
        }
    }
}
