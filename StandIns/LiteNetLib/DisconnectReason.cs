namespace LiteNetLib;

/// <summary>Why a connection ended.</summary>
public enum DisconnectReason
{
    /// <summary>Nobody answered our connection attempts.</summary>
    ConnectionFailed = 0,

    /// <summary>A connected peer was silent for longer than the disconnect timeout.</summary>
    Timeout = 1,

    HostUnreachable = 2,

    NetworkUnreachable = 3,

    /// <summary>The other side said goodbye; its data is in <see cref="DisconnectInfo.AdditionalData"/>.</summary>
    RemoteConnectionClose = 4,

    /// <summary>This side asked for it.</summary>
    DisconnectPeerCalled = 5,

    /// <summary>The other side refused the connection; its data is in <see cref="DisconnectInfo.AdditionalData"/>.</summary>
    ConnectionRejected = 6,

    /// <summary>The other side speaks another protocol number or dialect.</summary>
    InvalidProtocol = 7,

    UnknownHost = 8,

    /// <summary>The same endpoint connected anew; a new connection request follows.</summary>
    Reconnect = 9,

    /// <summary>Both sides dialled each other and the other's attempt won; a connection request follows.</summary>
    PeerToPeerConnection = 10,

    /// <summary>The other side does not know this connection any more.</summary>
    PeerNotFound = 11,
}
