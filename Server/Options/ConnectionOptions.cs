using Ecs.Server.Net.Proxies;

namespace Ecs.Server.Options;

/// <summary>What one connection, and all of them together, may cost.</summary>
public sealed record ConnectionOptions
{
    public const int LimitMax = 4096;
    public const int AuthenticationSecondsMax = 60;
    public const int TimeoutMillisecondsMin = 1000;
    public const int TimeoutMillisecondsMax = 60_000;

    /// <summary>Connections at once, 1 to <see cref="LimitMax"/>; more are turned away with the reason.</summary>
    public int Limit { get; init; } = 256;

    /// <summary>Connections of one address at once at a WebSocket or TCP door, 1 to <see cref="LimitMax"/>; more are reset.</summary>
    public int AddressLimit { get; init; } = 64;

    /// <summary>Time to give a name in, 1 to <see cref="AuthenticationSecondsMax"/>; then the connection ends.</summary>
    public int AuthenticationSeconds { get; init; } = 10;

    /// <summary>Silence after which a connection counts as lost, 1,000 to 60,000.</summary>
    public int TimeoutMilliseconds { get; init; } = 8000;

    /// <summary>Whose word about their clients is taken; nobody's unless somebody chooses.</summary>
    public TrustedProxies TrustedProxies { get; init; } = TrustedProxies.None;

    internal void Check(OptionFaults faults)
    {
        faults.CheckRange("Connection:Limit", Limit, 1, LimitMax);
        faults.CheckRange("Connection:AddressLimit", AddressLimit, 1, LimitMax);
        faults.CheckRange("Connection:AuthenticationSeconds", AuthenticationSeconds, 1, AuthenticationSecondsMax);
        faults.CheckRange("Connection:TimeoutMilliseconds", TimeoutMilliseconds, TimeoutMillisecondsMin, TimeoutMillisecondsMax);
    }
}
