namespace Ecs.Server.Storage.Accounts;

/// <summary>What accounts may cost, and how patient the service is.</summary>
public sealed record AccountOptions
{
    /// <summary>Rounds of PBKDF2-SHA256 for a new password. Tests take few.</summary>
    public int HashRounds { get; init; } = 600_000;

    /// <summary>Requests waiting for the worker; one more is refused. A hash takes a tenth of a second, so this is half a minute.</summary>
    public int RequestLimit { get; init; } = 256;

    /// <summary>
    /// Requests of one address waiting for the worker; one more is refused. Addresses take turns, so only their own people wait for
    /// them: the eight of one household may all come back at once.
    /// </summary>
    public int RequestsPerAddress { get; init; } = 8;

    /// <summary>Wrong names, passwords and tokens of one address in any minute; beyond it nothing of it is looked at.</summary>
    public int FailuresPerMinute { get; init; } = 5;

    /// <summary>
    /// Log-ins that one address may ask for in any minute, right ones as well: each costs a hash. Eight people of one household who all
    /// come back three times are far below it.
    /// </summary>
    public int LogInsPerMinute { get; init; } = 60;

    /// <summary>New accounts that one address may ask for in any minute.</summary>
    public int CreationsPerMinute { get; init; } = 10;

    /// <summary>How long an account's token may stand for name and password.</summary>
    public TimeSpan AccountTokenLifetime { get; init; } = TimeSpan.FromDays(30);

    /// <summary>How long a session's token may be redeemed.</summary>
    public TimeSpan TokenLifetime { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>First pause after a save that failed; each further one doubles it.</summary>
    public TimeSpan RetryAfter { get; init; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Longest pause between tries.</summary>
    public TimeSpan RetryAtMost { get; init; } = TimeSpan.FromSeconds(4);

    /// <summary>How long the end waits for saves that the store does not take.</summary>
    public TimeSpan StopPatience { get; init; } = TimeSpan.FromSeconds(3);

    /// <summary>
    /// How much longer the end waits for a store that does not answer at all: the last try may begin just before
    /// <see cref="StopPatience"/> is over.
    /// </summary>
    public TimeSpan StatementPatience { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Without a thread: work is done when a client is asked for answers. For tests, whose clock stands still.</summary>
    public bool RunsInline { get; init; }
}
