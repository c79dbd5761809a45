namespace Ecs.Server.Doors.Waves;

/// <summary>What a waves door allows.</summary>
public sealed record WavesOptions
{
    /// <summary>Connections at once, with a ship or not; more are closed unheard.</summary>
    public int ConnectionLimit { get; init; } = 16;

    /// <summary>Connections of one address at once; IPv6 counts by its /64.</summary>
    public int AddressLimit { get; init; } = 6;

    /// <summary>A connection that has not said hello by then is closed.</summary>
    public int HelloSeconds { get; init; } = 5;

    /// <summary>A client without a whole round for so long is gone: half-open, stuck, or sending a byte now and then.</summary>
    public int SilenceSeconds { get; init; } = 8;

    /// <summary>Rounds per second in the long run; the original's frame limiter makes 60.</summary>
    public int RoundsPerSecond { get; init; } = 120;

    /// <summary>Rounds at once after a pause.</summary>
    public int RoundBurst { get; init; } = 240;

    /// <summary>
    /// Keys stay pressed so long after the round that told of them. The original client makes as few as ten rounds a second,
    /// and its ship must not stop between two of them.
    /// </summary>
    public int KeysMilliseconds { get; init; } = 250;
}
