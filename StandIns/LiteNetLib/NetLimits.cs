namespace LiteNetLib;

/// <summary>
/// Bounds that the original package does not have. The defaults suit a public server and its clients; set them before <c>Start</c>.
/// </summary>
public sealed class NetLimits
{
    /// <summary>
    /// Bytes of unfinished fragmented messages kept per peer that connected to us. A message on an unordered channel may take half of it, one
    /// on an ordered channel all of it; a larger one is dropped and counted.
    /// </summary>
    public int FragmentBytesPerAcceptedPeer { get; set; } = 64 * 1024;

    /// <summary>The same for a peer that we dialled, which we chose to trust with more.</summary>
    public int FragmentBytesPerDialledPeer { get; set; } = 16 * 1024 * 1024;

    /// <summary>
    /// An unfinished message is forgotten when no part of it came for this long. On a lossy link a sender takes unanswered pings for round
    /// trips of a whole ping interval and then repeats a part every two seconds only, so a shorter life loses messages that were promised.
    /// </summary>
    public int FragmentLifeMilliseconds { get; set; } = 30_000;

    /// <summary>Bytes of packets per peer that wait for a missing one before them. What does not fit is left to the sender's resend.</summary>
    public int HeldBytesPerPeer { get; set; } = 256 * 1024;

    /// <summary>Packets waiting per reliable channel before the peer is dropped as too slow. One message of the largest size needs 65,535.</summary>
    public int ReliableQueuePackets { get; set; } = 131_072;

    /// <summary>Unreliable and sequenced messages waiting per peer and channel for the next update; more are dropped.</summary>
    public int UnreliableQueuePackets { get; set; } = 4096;

    /// <summary>Events waiting for <c>PollEvents</c>; while there are more, arriving messages are dropped unacknowledged.</summary>
    public int QueuedEvents { get; set; } = 65_536;

    /// <summary>Connection requests that the application has not answered.</summary>
    public int PendingRequests { get; set; } = 1024;

    /// <summary>A pending request is forgotten when its sender stopped repeating it for this long.</summary>
    public int PendingRequestLifeMilliseconds { get; set; } = 15_000;

    public ConnectCookies Cookies { get; set; } = ConnectCookies.WhenFlooded;

    /// <summary>New requests per second that are taken without a cookie when cookies are on for floods only.</summary>
    public int RequestsPerSecondBeforeCookies { get; set; } = 256;

    /// <summary>
    /// Cookies handed out per second. Each is smaller than the request it answers; the number bounds work, and must be near the size of a flood
    /// that honest clients are to get through.
    /// </summary>
    public int CookieRepliesPerSecond { get; set; } = 50_000;

    /// <summary>Other replies per second to endpoints without a connection, all together.</summary>
    public int StrangerRepliesPerSecond { get; set; } = 2000;

    /// <summary>Dial with the packet numbers of the 1.x line. Incoming connections are recognised by themselves.</summary>
    public bool ConnectAsVersion1 { get; set; }
}
