namespace Ecs.Protocol;

/// <summary>The first field of every message. Ids up to 63 go to the server, from 64 on to the client.</summary>
public enum MessageId : byte
{
    None = 0,
    RequestAuth = 1,
    RequestEnter = 2,
    RequestRooms = 3,
    ChatSend = 4,
    ActionRequest = 5,
    OperatorLine = 6,
    Leave = 7,
    Input = 8,
    PathProbe = 9,
    PathFound = 10,
    RequestMap = 11,
    AuthSuccess = 65,
    AuthFailure = 66,
    Entered = 67,
    Refused = 68,
    RoomList = 69,
    ChatReceived = 70,
    PlayerInfo = 71,
    PlayerGone = 72,
    Events = 73,
    Farewell = 74,
    OperatorAnswer = 75,
    RoleChanged = 76,
    SnapshotPart = 77,
    Diagnostics = 78,
    PathEcho = 79,
    MapPart = 80,
}
