using System.Net;
using Ecs.Protocol;

namespace Ecs.Server.Doors.Native.Udp;

/// <summary>Where the UDP carrier listens, and for how long it listens to silence.</summary>
public sealed record UdpOptions
{
    /// <summary>Any address of this machine; the wildcard of either version means both versions.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>0 for any free one.</summary>
    public int Port { get; init; } = 9050;

    /// <summary>Silence after which a peer counts as lost.</summary>
    public int TimeoutMilliseconds { get; init; } = Limits.SilenceMilliseconds;

    /// <summary>How often the carrier is asked to receive, per second.</summary>
    public int TickRate { get; init; } = 60;

    /// <summary>
    /// Bytes that may wait in the kernel, of each socket; the kernel gives less where its own limit is lower (<c>docs/operating.md</c>). A
    /// datagram takes some 700 bytes more than it is long.
    /// </summary>
    public int ReceiveBufferBytes { get; init; } = 4 * 1024 * 1024;

    /// <summary>Its wall clock is the library's, and is watched.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
