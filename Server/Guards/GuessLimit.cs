using System.Net;

namespace Ecs.Server.Guards;

/// <summary>
/// How many wrong passwords and tokens of one address (IPv6: of one /64) are looked at in any minute, whatever way they come by: all doors and the
/// page share one of these. Any thread.
/// </summary>
/// <param name="perMinute">Guesses that are looked at.</param>
/// <param name="now">Time that only goes forward.</param>
public sealed class GuessLimit(int perMinute, Func<TimeSpan> now)
{
    /// <summary>Guesses a minute of one address, unless somebody chooses.</summary>
    public const int Usual = 5;

    private readonly AttemptLimit _wrong = new(perMinute);

    /// <summary>Whether nothing of that address is looked at for now.</summary>
    public bool IsReached(IPAddress source) => _wrong.IsReached(source, now());

    /// <summary>Something of that address was looked at and was wrong.</summary>
    public void Count(IPAddress source) => _wrong.Count(source, now());
}
