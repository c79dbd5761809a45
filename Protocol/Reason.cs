namespace Ecs.Protocol;

/// <summary>Why the server said no or a connection ended: the same list wherever a reason is carried.</summary>
public enum Reason : byte
{
    None = 0,
    WrongVersion = 1,
    BadName = 2,
    NameTaken = 3,
    ServerFull = 4,
    RoomFull = 5,
    NoSuchRoom = 6,
    OutOfOrder = 7,
    NotAllowed = 8,
    Rate = 9,
    Kicked = 10,
    ServerStopping = 11,
    Timeout = 12,
    MalformedTraffic = 13,
    Left = 14,
    WrongProtocol = 15,
    BadToken = 16,
    AlreadyDone = 17,
    ConnectionLost = 18,
    Banned = 19,

    /// <summary>The session goes on over another connection.</summary>
    Resumed = 20,

    /// <summary>This connection is no good any more, the session is: connect anew and go on.</summary>
    Reconnect = 21,

    /// <summary>The way between client and server carries too small datagrams.</summary>
    NarrowPath = 22,

    /// <summary>Another map than the one of the room.</summary>
    NoSuchMap = 23,

    /// <summary>The map has more bytes than travel.</summary>
    MapTooLong = 24,

    /// <summary>Of an account; nobody learns whether there is one of that name.</summary>
    WrongPassword = 25,

    /// <summary>Of somebody else: only who proves to be that may bear it.</summary>
    NameRegistered = 26,

    /// <summary>Nobody comes in here without an account.</summary>
    AccountRequired = 27,

    WrongRoomPassword = 28,
}
