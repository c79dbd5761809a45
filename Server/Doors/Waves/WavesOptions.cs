using Ecs.Server.Files;
using Ecs.Server.Net.Proxies;
using Ecs.Server.Options;

namespace Ecs.Server.Doors.Waves;

/// <summary>What a waves door allows.</summary>
public sealed record WavesOptions
{
    /// <summary>Connections at once, with a ship or not; more are closed unheard.</summary>
    public int ConnectionLimit { get; init; } = 16;

    /// <summary>Connections of one address at once; IPv6 counts by its /64.</summary>
    public int AddressLimit { get; init; } = ServerOptions.DefaultWavesAddressLimit;

    /// <summary>Is asked for each connection; without a handle it is closed unheard.</summary>
    public HandleBudget Handles { get; init; } = HandleBudget.Unlimited;

    /// <summary>Whose connections are other people's. They begin with a head of the PROXY protocol, within the time of a hello.</summary>
    public TrustedProxies Proxies { get; init; } = TrustedProxies.None;

    /// <summary>A connection that has not said hello by then is closed.</summary>
    public int HelloSeconds { get; init; } = 5;

    /// <summary>A client without a whole round for so long is gone: half-open, stuck, or sending a byte now and then.</summary>
    public int SilenceSeconds { get; init; } = 8;

    /// <summary>
    /// Rounds per second that are answered whatever the tick rate is; the original's frame limiter makes 60. Beyond them there is one for
    /// each tick.
    /// </summary>
    public int RoundsPerSecond { get; init; } = 60;

    /// <summary>Rounds at once after a pause. The next answers come with the ticks.</summary>
    public int RoundBurst { get; init; } = 4;

    /// <summary>Whoever is told that both ships are taken has so long to read it and to go.</summary>
    public int FarewellMilliseconds { get; init; } = 2_000;

    /// <summary>
    /// Keys stay pressed so long after the round that told of them. The original client makes as few as ten rounds a second,
    /// and its ship must not stop between two of them.
    /// </summary>
    public int KeysMilliseconds { get; init; } = 250;
}
