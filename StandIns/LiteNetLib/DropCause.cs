namespace LiteNetLib;

/// <summary>Why something that arrived, or was to be sent, was dropped. Each cause has a counter in <see cref="NetDrops"/>.</summary>
public enum DropCause
{
    /// <summary>Longer than a datagram of the protocol may be.</summary>
    Oversized,

    /// <summary>A packet layer refused it (checksum).</summary>
    Layer,

    /// <summary>Unknown type, or shorter than the fixed fields of its type.</summary>
    Malformed,

    /// <summary>A connect request with an impossible address blob.</summary>
    BadRequest,

    WrongProtocol,

    /// <summary>From an endpoint without a connection.</summary>
    Stranger,

    /// <summary>A reply to a stranger that the reply limit held back.</summary>
    StrangerReplyLimit,

    /// <summary>Belongs to an earlier connection of the same endpoints.</summary>
    WrongConnectionNumber,

    /// <summary>The connection is not in a state that takes this packet.</summary>
    WrongState,

    /// <summary>Connection time, id or length of a handshake packet does not match.</summary>
    WrongHandshake,

    UnknownChannel,

    /// <summary>Sequence number out of range, already delivered past, or an acknowledgement outside the window.</summary>
    OutsideWindow,

    /// <summary>A whole window or more ahead. The original takes the packet at exactly one window and is deaf on that channel afterwards.</summary>
    WindowTrap,

    Duplicate,

    /// <summary>Older than what was delivered on a sequenced channel.</summary>
    Stale,

    /// <summary>A merged packet nested deeper than is followed, or an entry that does not fit.</summary>
    BadMerge,

    /// <summary>A fragment that contradicts itself, its group or its channel.</summary>
    BadFragment,

    /// <summary>A fragmented message larger than this peer may send us.</summary>
    FragmentedMessageTooLarge,

    /// <summary>A fragment not taken (and not acknowledged) because the peer's reassembly memory or groups are used up.</summary>
    FragmentMemory,

    /// <summary>An unfinished fragmented message whose parts stopped coming.</summary>
    FragmentExpired,

    /// <summary>A packet ahead of a gap not taken (and not acknowledged) because the peer's memory for held packets is used up.</summary>
    HeldMemory,

    /// <summary>Messages without a connection while they are not enabled.</summary>
    UnconnectedDisabled,

    /// <summary>NAT punching is not part of this library.</summary>
    NatMessage,

    /// <summary>Too many unanswered connection requests.</summary>
    PendingRequestsFull,

    /// <summary>A pending request that the application never answered.</summary>
    PendingRequestExpired,

    /// <summary>A connection request answered with a cookie because requests flood in.</summary>
    CookieDemanded,

    /// <summary>A connection request with a cookie that is forged or too old.</summary>
    CookieRefused,

    /// <summary>The application does not poll: too many events wait.</summary>
    EventsFull,

    /// <summary>An unreliable message not queued because too many wait for the next update.</summary>
    SendQueueFull,

    /// <summary>The socket had no room for the datagram.</summary>
    SocketBufferFull,

    /// <summary>The path does not take a datagram of this size.</summary>
    SocketMessageTooLong,

    /// <summary>The socket reported that the host, network or port cannot be reached.</summary>
    Unreachable,

    /// <summary>Any other error of the socket.</summary>
    SocketError,

    /// <summary>Messages of a peer dropped with it because its reliable queue passed its limit.</summary>
    ReliableQueueFull,
}
