using System.Net;
using Ecs.Server.Files;
using Ecs.Server.Net.Proxies;

namespace Ecs.Server.Net.Streams;

/// <summary>Where TCP streams are accepted, how many, and what each may hold in the kernel.</summary>
public sealed record SocketStreamOptions
{
    /// <summary>Any address of this machine; the wildcard of either version means both versions.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any free one.</summary>
    public int Port { get; init; }

    /// <summary>Streams at once; one more is reset.</summary>
    public int ConnectionLimit { get; init; } = 1024;

    /// <summary>Streams at once of one address, or of one /64 of IPv6; one more is reset.</summary>
    public int AddressLimit { get; init; } = 1024;

    /// <summary>Makes the one of each stream that answers its pings as they arrive; null when they all wait for the tick.</summary>
    public Func<IStreamEcho>? Echo { get; init; }

    /// <summary>Is asked for each stream; without a handle it is reset.</summary>
    public HandleBudget Handles { get; init; } = HandleBudget.Unlimited;

    /// <summary>Whose connections are other people's: they count as those of the people.</summary>
    public TrustedProxies Proxies { get; init; } = TrustedProxies.None;

    /// <summary>
    /// Whether a trusted proxy must begin with a head of the PROXY protocol. Where clients could say something that looks like one, a
    /// proxy that says none must not let them.
    /// </summary>
    public bool RequiresProxyHead { get; init; }

    /// <summary>Time for a trusted proxy's first word, in seconds.</summary>
    public double ProxyHeadSeconds { get; init; } = 5;

    /// <summary>What the kernel keeps for a client that does not read; it takes the double for itself.</summary>
    public int SendBufferBytes { get; init; } = 32 * 1024;

    /// <summary>What the kernel keeps for us while we do not read.</summary>
    public int ReceiveBufferBytes { get; init; } = 32 * 1024;

    /// <summary>
    /// Silence after which the kernel asks whether the other side is still there; three unanswered seconds later it is gone. On Linux
    /// it is gone as well when it has not acknowledged for as long what was sent.
    /// </summary>
    public int KeepAliveSeconds { get; init; } = 10;
}
